/** The page of one bill. */
import "../print.css"
import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { useNavigate, useParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { StateBadge } from "../../components/state-badge.tsx"
import { paths } from "../../config/paths.ts"
import { useBill } from "../../features/bills/api/get-bill.ts"
import { BillActions } from "../../features/bills/components/bill-actions.tsx"
import { BillDetail } from "../../features/bills/components/bill-detail.tsx"
import { BillPapers } from "../../features/bills/components/bill-papers.tsx"
import { customerOf, nameOf } from "../../features/bills/model.ts"
import { stateOf } from "../../features/bills/states.ts"
import { shortId } from "../../lib/ids.ts"

export function Page() {
  const { billId = "" } = useParams()
  const navigate = useNavigate()
  const query = useBill(billId)
  const bill = query.data
  const state = bill && stateOf(bill)
  return (
    <Frame
      title={bill ? nameOf(bill) : t("bills:billName", { id: shortId(billId) })}
      back={{ to: paths.bills(), label: t("bills:bills") }}
      description={
        bill && (
          <>
            <StateBadge tone={state?.tone ?? "neutral"}>{state?.word ?? ""}</StateBadge>
            {" · "}
            {t("bills:forCustomer", { customer: customerOf(bill) })}
          </>
        )
      }
      actions={
        bill && (
          <>
            <BillPapers bill={bill} />
            <BillActions
              bill={bill}
              onDeleted={() => void navigate(paths.bills())}
              onCredited={({ id }) => void navigate(paths.bill(id))}
            />
          </>
        )
      }
    >
      <QueryView query={query} loading={<Skeleton height={360} radius="lg" />}>
        {found => <BillDetail bill={found} />}
      </QueryView>
    </Frame>
  )
}
