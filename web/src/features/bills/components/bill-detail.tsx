/** One bill: its lines and total, who it is made out to, what was paid, and what happened to it. */
import { Stack } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { Amount } from "../../../components/amount.tsx"
import { Facts } from "../../../components/facts.tsx"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { TextLink } from "../../../components/text-link.tsx"
import { paths } from "../../../config/paths.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { customerOf, originOf } from "../model.ts"
import type { Bill } from "../types.ts"
import classes from "./bill-detail.module.css"
import { BillLines, BillTotals } from "./bill-lines.tsx"
import { Timeline } from "./timeline.tsx"

export const BillDetail = ({ bill }: { bill: Bill }) => (
  <div className={classes.layout}>
    <Stack gap="lg">
      <Panel title={t("bills:lines")} flush>
        <BillLines bill={bill} />
        <BillTotals bill={bill} />
      </Panel>
      {bill.payments.length > 0 && bill.kind === "bill" && <Payments bill={bill} />}
    </Stack>
    <div className={classes.side}>
      <Panel title={t("bills:about")}>
        <Facts facts={factsOf(bill)} />
      </Panel>
      <div className={classes.office}>
        <Panel title={t("bills:timeline")}>
          <Timeline billId={bill.id} currency={bill.currency} />
        </Panel>
      </div>
    </div>
  </div>
)

const factsOf = (bill: Bill): [string, ReactNode][] => [
  [t("bills:customer"), <CustomerName key="customer" bill={bill} />],
  ...(bill.customer ? [[t("bills:email"), bill.customer.email] as [string, ReactNode]] : []),
  bill.issuedAt
    ? [t("bills:issuedOn"), <Moment key="issued" at={bill.issuedAt} />]
    : [t("bills:madeOn"), <Moment key="made" at={bill.createdAt} />],
  [t("bills:cameBy"), originOf(bill)],
  ...referenceOf(t("bills:creditedBy"), bill.creditNote),
  ...referenceOf(t("bills:creditFor"), bill.creditFor),
  [t("bills:id"), bill.id],
  [t("bills:version"), formatCount(bill.version)],
]

const referenceOf = (term: string, to: Bill["creditNote"]): [string, ReactNode][] =>
  to
    ? [
        [
          term,
          <TextLink key={to.id} to={paths.bill(to.id)}>
            {to.number ?? to.id}
          </TextLink>,
        ],
      ]
    : []

const CustomerName = ({ bill }: { bill: Bill }) => {
  if (bill.customer) return <TextLink to={paths.customer(bill.customerId)}>{bill.customer.name}</TextLink>
  const customer = customerOf(bill)
  return t(bill.flags.includes("unknown-customer") ? "bills:customerGone" : "bills:customerAway", {
    customer,
  })
}

const Payments = ({ bill: { payments, currency } }: { bill: Bill }) => (
  <Panel title={t("bills:payments")}>
    <ul className={classes.payments}>
      {payments.map(({ id, amount, at, method }) => (
        <li key={id}>
          <Moment at={at} />
          <span>{method && methodOf(method)}</span>
          <Amount value={amount} currency={currency} />
        </li>
      ))}
    </ul>
  </Panel>
)

/** Those that the form offers have words; others are shown as they came. */
const methodOf = (method: string): string =>
  method === "transfer" || method === "card" || method === "cash" ? t(`bills:${method}`) : method
