/** What the lines of a form come to, while they are entered: net, tax by rate, and all together. */
import { t } from "i18next"
import { Fragment } from "react"
import { formatMinor } from "../../../lib/money.ts"
import { formatShare } from "../../../lib/numbers.ts"
import type { FormTotals as Totals } from "../totals.ts"
import classes from "./bill-form.module.css"

type Props = { totals: Totals; currency: string | undefined }

export function FormTotals({ totals: { subtotal, taxes, total, untaxed }, currency }: Props) {
  const text = (minor: number): string => formatMinor(BigInt(minor), currency)
  return (
    <dl className={classes.totals}>
      <dt>{t("bills:subtotal")}</dt>
      <dd>{text(subtotal)}</dd>
      {taxes.map(({ rate, base, amount }) => (
        <Fragment key={rate}>
          <dt>
            {t("bills:tax", { rate: formatShare(rate) })} {t("bills:taxOn", { base: text(base) })}
          </dt>
          <dd>{text(amount)}</dd>
        </Fragment>
      ))}
      {untaxed > 0 && (
        <>
          <dt>{t("bills:usualTax", { base: text(untaxed) })}</dt>
          <dd className={classes.later}>{t("bills:usualTaxLater")}</dd>
        </>
      )}
      <dt className={classes.total}>{t(untaxed > 0 ? "bills:totalBeforeTax" : "bills:total")}</dt>
      <dd className={classes.total}>
        <output>{text(total)}</output>
      </dd>
    </dl>
  )
}
