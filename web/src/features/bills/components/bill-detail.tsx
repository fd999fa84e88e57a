/** One bill: who it is made out to, its lines, and how its total comes about. */
import { t } from "i18next"
import { Amount } from "../../../components/amount.tsx"
import { Facts } from "../../../components/facts.tsx"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { TextLink } from "../../../components/text-link.tsx"
import { paths } from "../../../config/paths.ts"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import { customerOf, originOf, productOf } from "../model.ts"
import type { Bill } from "../types.ts"
import classes from "./bill-detail.module.css"

export const BillDetail = ({ bill }: { bill: Bill }) => (
  <div className={classes.layout}>
    <Panel title={t("bills:lines")} flush>
      <Lines bill={bill} />
      <Totals bill={bill} />
    </Panel>
    <Panel title={t("bills:about")}>
      <Facts
        facts={[
          [t("bills:customer"), <CustomerName key="customer" bill={bill} />],
          ...(bill.customer ? [[t("bills:email"), bill.customer.email] as [string, string]] : []),
          [t("bills:issued"), <Moment key="issued" at={bill.createdAt} />],
          [t("bills:changed"), <Moment key="changed" at={bill.updatedAt} />],
          [t("bills:cameBy"), originOf(bill)],
          [t("bills:number"), bill.id],
          [t("bills:version"), formatCount(bill.version)],
        ]}
      />
    </Panel>
  </div>
)

const CustomerName = ({ bill }: { bill: Bill }) =>
  bill.customer ? (
    <TextLink to={paths.customer(bill.customerId)}>{bill.customer.name}</TextLink>
  ) : (
    t("bills:customerGone", { customer: customerOf(bill) })
  )

const Lines = ({ bill }: { bill: Bill }) => (
  <table className={classes.lines} aria-label={t("bills:lines")}>
    <thead>
      <tr>
        <th scope="col">{t("bills:product")}</th>
        <th scope="col">{t("bills:quantity")}</th>
        <th scope="col" className={classes.unit}>
          {t("bills:unitPrice")}
        </th>
        <th scope="col">{t("bills:amount")}</th>
      </tr>
    </thead>
    <tbody>
      {bill.productItems.map(line => (
        <tr key={line.id}>
          <td>{productOf(line)}</td>
          <td>{formatCount(line.quantity)}</td>
          <td className={classes.unit}>
            <Amount value={line.unitPrice} currency={bill.currency} />
          </td>
          <td>
            <Amount value={line.price} currency={bill.currency} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Totals = ({ bill: { subtotal, discount, total, currency } }: { bill: Bill }) => (
  <dl className={classes.totals}>
    <dt>{t("bills:subtotal")}</dt>
    <dd>
      <Amount value={subtotal} currency={currency} />
    </dd>
    {discount && (
      <>
        <dt>
          {t("bills:discountOf", { rate: formatShare(discount.rate) })}{" "}
          <span className={classes.campaign}>{discount.campaign}</span>
        </dt>
        <dd>
          <Amount value={-discount.amount} currency={currency} />
        </dd>
      </>
    )}
    <dt className={classes.total}>{t("bills:total")}</dt>
    <dd className={classes.total}>
      <Amount value={total} currency={currency} />
    </dd>
  </dl>
)
