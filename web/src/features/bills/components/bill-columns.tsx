/** The columns of a table of bills. */
import { t } from "i18next"
import { Amount } from "../../../components/amount.tsx"
import { Moment } from "../../../components/moment.tsx"
import { StateBadge } from "../../../components/state-badge.tsx"
import type { Column } from "../../../components/table-parts.tsx"
import { customerOf, nameOf, originOf } from "../model.ts"
import { stateOf } from "../states.ts"
import type { Bill } from "../types.ts"
import classes from "./bill-columns.module.css"

const State = ({ bill }: { bill: Bill }) => {
  const { tone, word } = stateOf(bill)
  return <StateBadge tone={tone}>{word}</StateBadge>
}

const number: Column<Bill> = {
  key: "number",
  header: () => t("bills:number"),
  cell: bill => (
    <>
      <span className="number">{nameOf(bill)}</span>
      <span className={classes.phone}>{customerOf(bill)}</span>
    </>
  ),
  width: "152px",
}
const customer: Column<Bill> = {
  key: "customer",
  header: () => t("bills:customer"),
  cell: customerOf,
  detail: true,
}
const made: Column<Bill> = {
  key: "createdAt",
  header: () => t("bills:madeOn"),
  cell: bill => <Moment at={bill.createdAt} />,
  width: "184px",
  detail: true,
}
const state: Column<Bill> = {
  key: "state",
  header: () => t("bills:state"),
  cell: bill => <State bill={bill} />,
  width: "136px",
  detail: true,
}
const origin: Column<Bill> = {
  key: "origin",
  header: () => t("bills:cameBy"),
  cell: bill => originOf(bill),
  width: "88px",
  detail: true,
}
const total: Column<Bill> = {
  key: "total",
  header: () => t("bills:total"),
  cell: bill => (
    <>
      <Amount value={signed(bill)} currency={bill.currency} />
      <span className={classes.phone}>
        <State bill={bill} />
      </span>
    </>
  ),
  align: "end",
  width: "136px",
  phoneWidth: "44%",
}

/** A credit note has the bill's amounts, and they go the other way. */
const signed = ({ kind, total: amount }: Bill): number => (kind === "credit-note" ? -amount : amount)

/** All that a list of bills shows. */
export const billColumns: Column<Bill>[] = [number, customer, made, state, origin, total]

/** Without the customer, for a list that is about one. */
export const customerBillColumns: Column<Bill>[] = [
  { ...number, cell: bill => <span className="number">{nameOf(bill)}</span>, width: "auto" },
  made,
  state,
  origin,
  total,
]

/** The little that an overview shows. */
export const recentBillColumns: Column<Bill>[] = [
  { key: "customer", header: () => t("bills:customer"), cell: customerOf },
  { ...made, width: "170px" },
  { ...total, cell: bill => <Amount value={signed(bill)} currency={bill.currency} />, width: "130px" },
]
