/** The columns of a table of bills. */
import { t } from "i18next"
import { Amount } from "../../../components/amount.tsx"
import type { Column } from "../../../components/data-table.tsx"
import { Moment } from "../../../components/moment.tsx"
import { formatShare } from "../../../lib/numbers.ts"
import { customerOf, originOf } from "../model.ts"
import type { Bill } from "../types.ts"

const issued: Column<Bill> = {
  key: "createdAt",
  header: () => t("bills:issued"),
  cell: bill => <Moment at={bill.createdAt} />,
  width: "196px",
}
const customer: Column<Bill> = { key: "customer", header: () => t("bills:customer"), cell: customerOf }
const lines: Column<Bill> = {
  key: "lines",
  header: () => t("bills:lines"),
  cell: bill => bill.productItems.length,
  align: "end",
  width: "80px",
  detail: true,
}
const origin: Column<Bill> = {
  key: "origin",
  header: () => t("bills:cameBy"),
  cell: bill => originOf(bill),
  width: "110px",
  detail: true,
}
const discount: Column<Bill> = {
  key: "discount",
  header: () => t("bills:discount"),
  cell: bill => (bill.discount ? formatShare(bill.discount.rate) : "–"),
  align: "end",
  width: "100px",
  detail: true,
}
const total: Column<Bill> = {
  key: "total",
  header: () => t("bills:total"),
  cell: bill => <Amount value={bill.total} currency={bill.currency} />,
  align: "end",
  width: "150px",
}

/** All that a list of bills shows. */
export const billColumns: Column<Bill>[] = [issued, customer, lines, origin, discount, total]

/** Without the customer, for a list that is about one. */
export const customerBillColumns: Column<Bill>[] = [issued, lines, origin, discount, total]

/** The little that an overview shows. */
export const recentBillColumns: Column<Bill>[] = [
  customer,
  { ...issued, width: "170px", detail: true },
  { ...total, width: "130px" },
]
