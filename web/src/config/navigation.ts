/** The sections of the app, as the navigation shows them. */
import {
  IconChartHistogram,
  IconDownload,
  IconHome,
  IconPackage,
  IconPlayerPlay,
  IconReceipt,
  IconServer2,
  IconUsers,
} from "../components/icons.ts"
import { paths } from "./paths.ts"

/** Groups of links, in the order of a working day. */
export const navigation = [
  { title: undefined, links: [{ label: "Overview", to: paths.home, icon: IconHome }] },
  {
    title: "Invoicing",
    links: [
      { label: "Bills", to: paths.bills(), icon: IconReceipt },
      { label: "Customers", to: paths.customers, icon: IconUsers },
      { label: "Products", to: paths.products, icon: IconPackage },
    ],
  },
  {
    title: "Stream",
    links: [
      { label: "Live analytics", to: paths.analytics, icon: IconChartHistogram },
      { label: "Batch jobs", to: paths.jobs, icon: IconPlayerPlay },
      { label: "Exports", to: paths.exports, icon: IconDownload },
    ],
  },
  { title: "System", links: [{ label: "Services", to: paths.services, icon: IconServer2 }] },
]
