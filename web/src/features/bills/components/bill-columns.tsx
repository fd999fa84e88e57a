/** The columns of a table of bills. */
import { Amount } from "../../../components/amount.tsx"
import type { Column } from "../../../components/data-table.tsx"
import { Moment } from "../../../components/moment.tsx"
import { formatShare } from "../../../lib/numbers.ts"
import { customerOf, originOf } from "../model.ts"
import type { Bill } from "../types.ts"

const issued: Column<Bill> = {
  key: "createdAt",
  header: "Issued",
  cell: bill => <Moment at={bill.createdAt} />,
  width: "196px",
}
const customer: Column<Bill> = { key: "customer", header: "Customer", cell: customerOf }
const lines: Column<Bill> = {
  key: "lines",
  header: "Lines",
  cell: bill => bill.productItems.length,
  align: "end",
  width: "80px",
  detail: true,
}
const origin: Column<Bill> = {
  key: "origin",
  header: "Came by",
  cell: bill => originOf(bill),
  width: "110px",
  detail: true,
}
const discount: Column<Bill> = {
  key: "discount",
  header: "Discount",
  cell: bill => (bill.discount ? formatShare(bill.discount.rate) : "–"),
  align: "end",
  width: "100px",
  detail: true,
}
const total: Column<Bill> = {
  key: "total",
  header: "Total",
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
