/** The lines of a bill, and how its total comes about. Every figure is the API's: none is worked out here. */
import { t } from "i18next"
import { Fragment, type ReactNode } from "react"
import { Amount } from "../../../components/amount.tsx"
import { formatAmount } from "../../../lib/money.ts"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import { productOf } from "../model.ts"
import type { Bill } from "../types.ts"
import classes from "./bill-lines.module.css"

export const BillLines = ({ bill }: { bill: Bill }) => (
  <table className={classes.lines} aria-label={t("bills:lines")}>
    <thead>
      <tr>
        <th scope="col">{t("bills:product")}</th>
        <th scope="col">{t("bills:quantity")}</th>
        <th scope="col" className={classes.wide}>
          {t("bills:unitPrice")}
        </th>
        <th scope="col" className={classes.wide}>
          {t("bills:taxRate")}
        </th>
        <th scope="col">{t("bills:amount")}</th>
      </tr>
    </thead>
    <tbody>
      {bill.productItems.map(line => (
        <tr key={line.id}>
          <td>{productOf(line)}</td>
          <td>{formatCount(line.quantity)}</td>
          <td className={classes.wide}>
            <Amount value={line.unitPrice} currency={bill.currency} />
          </td>
          <td className={classes.wide}>{bill.taxes.length > 0 ? formatShare(line.taxRate) : "–"}</td>
          <td>
            <Amount value={line.price} currency={bill.currency} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

export const BillTotals = ({ bill }: { bill: Bill }) => {
  const { subtotal, discount, taxes, total, paid, balance, currency, kind } = bill
  const money = (value: number) => <Amount value={value} currency={currency} />
  return (
    <dl className={classes.totals}>
      <Row term={t("bills:subtotal")}>{money(subtotal)}</Row>
      {discount && (
        <Row
          term={
            <>
              {t("bills:discountOf", { rate: formatShare(discount.rate) })}{" "}
              <span className={classes.campaign}>{discount.campaign}</span>
            </>
          }
        >
          {money(-discount.amount)}
        </Row>
      )}
      {taxes.map(({ rate, base, amount }) => (
        <Row
          key={rate}
          term={`${t("bills:tax", { rate: formatShare(rate) })} ${t("bills:taxOn", { base: formatAmount(base, currency) })}`}
        >
          {money(amount)}
        </Row>
      ))}
      <dt className={classes.total}>{t("bills:total")}</dt>
      <dd className={classes.total}>{money(total)}</dd>
      {paid > 0 && kind === "bill" && (
        <>
          <Row term={t("bills:paidSoFar")}>{money(-paid)}</Row>
          <Row term={t("bills:balance")}>{money(balance)}</Row>
        </>
      )}
    </dl>
  )
}

const Row = ({ term, children }: { term: ReactNode; children: ReactNode }) => (
  <Fragment>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </Fragment>
)
