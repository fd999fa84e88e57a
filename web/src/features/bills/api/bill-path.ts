/** Where one bill is in the API. */
export const billPath = (id: string): string => `/billing-service/bills/${encodeURIComponent(id)}`
