/** Where one customer is in the API. */
export const customerPath = (id: string): string => `/customer-service/customers/${encodeURIComponent(id)}`
