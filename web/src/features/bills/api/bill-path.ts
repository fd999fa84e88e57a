/** Where one bill is in the API, and what belongs to it. */
export const billPath = (
  id: string,
  part?: "history" | "issue" | "payments" | "void" | "credit-notes",
): string => `/billing-service/bills/${encodeURIComponent(id)}${part ? `/${part}` : ""}`

/** Its document, for a browser to open. */
export const documentPath = (id: string): string => `${billPath(id)}.pdf`
