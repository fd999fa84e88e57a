/** Which page is at which address. Each is loaded when it is first wanted, and has an error boundary of its own. */
import type { ComponentType } from "react"
import { createBrowserRouter, type RouteObject } from "react-router"
import { routes } from "../config/paths.ts"
import { useLanguage } from "../lib/language.ts"
import { AppLayout } from "./layout/app-layout.tsx"
import { PageError } from "./layout/page-error.tsx"
import { NotFound } from "./routes/not-found.tsx"

/** A page that is drawn again when another language is chosen, with all that is on it; what was typed stays. */
const inLanguage = (Page: ComponentType) => () => {
  useLanguage()
  return <Page />
}

const page = (path: string, load: () => Promise<{ Page: ComponentType }>): RouteObject => ({
  path,
  lazy: async () => ({ Component: inLanguage((await load()).Page) }),
  ErrorBoundary: inLanguage(PageError),
})

export const router = createBrowserRouter([
  {
    Component: AppLayout,
    ErrorBoundary: inLanguage(PageError),
    HydrateFallback: () => null,
    children: [
      page(routes.home, () => import("./routes/home.tsx")),
      page(routes.bills, () => import("./routes/bills.tsx")),
      page(routes.newBill, () => import("./routes/new-bill.tsx")),
      page(routes.bill, () => import("./routes/bill.tsx")),
      page(routes.editBill, () => import("./routes/edit-bill.tsx")),
      page(routes.customers, () => import("./routes/customers.tsx")),
      page(routes.newCustomer, () => import("./routes/new-customer.tsx")),
      page(routes.customer, () => import("./routes/customer.tsx")),
      page(routes.editCustomer, () => import("./routes/edit-customer.tsx")),
      page(routes.products, () => import("./routes/products.tsx")),
      page(routes.newProduct, () => import("./routes/new-product.tsx")),
      page(routes.product, () => import("./routes/product.tsx")),
      page(routes.editProduct, () => import("./routes/edit-product.tsx")),
      page(routes.analytics, () => import("./routes/analytics.tsx")),
      page(routes.jobs, () => import("./routes/jobs.tsx")),
      page(routes.job, () => import("./routes/job.tsx")),
      page(routes.exports, () => import("./routes/exports.tsx")),
      page(routes.services, () => import("./routes/services.tsx")),
      { path: "*", Component: inLanguage(NotFound) },
    ],
  },
])
