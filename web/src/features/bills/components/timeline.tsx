/** What happened to a bill, the newest first. */
import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { Moment } from "../../../components/moment.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { formatAmount } from "../../../lib/money.ts"
import { useHistory } from "../api/get-history.ts"
import { type Step, stepsOf } from "../timeline.ts"
import classes from "./timeline.module.css"

type Props = { billId: string; currency: string }

export const Timeline = ({ billId, currency }: Props) => (
  <QueryView query={useHistory(billId)} loading={<Skeleton height={64} />}>
    {({ items }) => (
      <ol className={classes.steps}>
        {stepsOf(items).map(step => (
          <li key={step.version} className={classes.step} data-action={step.action}>
            <span className={classes.what}>{wordsOf(step, currency)}</span>
            {step.total && step.action !== "replaced" && step.action !== "drafted" && (
              <span className={classes.detail}>
                {t("bills:totalChanged", {
                  from: formatAmount(step.total.from, currency),
                  to: formatAmount(step.total.to, currency),
                })}
              </span>
            )}
            <span className={classes.detail}>
              <Moment at={step.at} /> {step.actor && t("bills:by", { actor: step.actor })}
            </span>
          </li>
        ))}
      </ol>
    )}
  </QueryView>
)

function wordsOf({ action, number, payment }: Step, currency: string): string {
  switch (action) {
    case "drafted":
      return t("bills:stepDrafted")
    case "replaced":
      return t("bills:stepReplaced")
    case "deleted":
      return t("bills:stepDeleted")
    case "issued":
      return number ? t("bills:stepIssuedAs", { number }) : t("bills:stepIssued")
    case "paid":
      return t("bills:stepPaid", { amount: formatAmount(payment ?? 0, currency) })
    case "voided":
      return t("bills:stepVoided")
    case "credited":
      return t("bills:stepCredited")
    case "discounted":
      return t("bills:stepDiscounted")
    case "discount-undone":
      return t("bills:stepDiscountUndone")
  }
}
