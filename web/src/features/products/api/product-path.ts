/** Where one product is in the API. */
export const productPath = (id: string): string => `/inventory-service/products/${encodeURIComponent(id)}`
