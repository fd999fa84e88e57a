/** Every address of the app: `routes` are the patterns of the router, `paths` builds links to them. */

/** Patterns, as the router matches them. */
export const routes = {
  home: "/",
  bills: "/bills",
  newBill: "/bills/new",
  bill: "/bills/:billId",
  editBill: "/bills/:billId/edit",
  customers: "/customers",
  newCustomer: "/customers/new",
  customer: "/customers/:customerId",
  editCustomer: "/customers/:customerId/edit",
  products: "/products",
  newProduct: "/products/new",
  product: "/products/:productId",
  editProduct: "/products/:productId/edit",
  analytics: "/analytics",
  jobs: "/jobs",
  job: "/jobs/:jobId",
  exports: "/exports",
  services: "/services",
} as const

/** Links. Ids are opaque, so they are escaped. */
export const paths = {
  home: routes.home,
  bills: (filter: { customerId?: string | undefined } = {}) => withQuery(routes.bills, filter),
  newBill: (given: { customerId?: string | undefined } = {}) => withQuery(routes.newBill, given),
  bill: (id: string) => `/bills/${encodeURIComponent(id)}`,
  editBill: (id: string) => `/bills/${encodeURIComponent(id)}/edit`,
  customers: routes.customers,
  newCustomer: routes.newCustomer,
  customer: (id: string) => `/customers/${encodeURIComponent(id)}`,
  editCustomer: (id: string) => `/customers/${encodeURIComponent(id)}/edit`,
  products: routes.products,
  newProduct: routes.newProduct,
  product: (id: string) => `/products/${encodeURIComponent(id)}`,
  editProduct: (id: string) => `/products/${encodeURIComponent(id)}/edit`,
  analytics: routes.analytics,
  jobs: routes.jobs,
  job: (id: string) => `/jobs/${encodeURIComponent(id)}`,
  exports: routes.exports,
  services: routes.services,
}

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
