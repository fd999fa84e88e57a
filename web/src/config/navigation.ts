/** The sections of the app, as the navigation shows them. */
import { t } from "i18next"
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
  { title: undefined, links: [{ label: () => t("app:home"), to: paths.home, icon: IconHome }] },
  {
    title: () => t("app:invoicing"),
    links: [
      { label: () => t("bills:bills"), to: paths.bills(), icon: IconReceipt },
      { label: () => t("customers:customers"), to: paths.customers, icon: IconUsers },
      { label: () => t("products:products"), to: paths.products, icon: IconPackage },
    ],
  },
  {
    title: () => t("app:stream"),
    links: [
      { label: () => t("analytics:analytics"), to: paths.analytics, icon: IconChartHistogram },
      { label: () => t("jobs:jobs"), to: paths.jobs, icon: IconPlayerPlay },
      { label: () => t("exports:exports"), to: paths.exports, icon: IconDownload },
    ],
  },
  {
    title: () => t("app:system"),
    links: [{ label: () => t("services:services"), to: paths.services, icon: IconServer2 }],
  },
]
