/** The page of one bill. */

import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { useNavigate, useParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useBill } from "../../features/bills/api/get-bill.ts"
import { BillDetail } from "../../features/bills/components/bill-detail.tsx"
import { DeleteBill } from "../../features/bills/components/delete-bill.tsx"
import { customerOf } from "../../features/bills/model.ts"
import { shortId } from "../../lib/ids.ts"

export function Page() {
  const { billId = "" } = useParams()
  const navigate = useNavigate()
  const query = useBill(billId)
  const bill = query.data
  return (
    <Frame
      title={t("bills:bill", { number: shortId(billId) })}
      back={{ to: paths.bills(), label: t("bills:bills") }}
      description={bill && t("bills:forCustomer", { customer: customerOf(bill) })}
      actions={<DeleteBill bill={bill} onDeleted={() => void navigate(paths.bills())} />}
    >
      <QueryView query={query} loading={<Skeleton height={360} radius="lg" />}>
        {found => <BillDetail bill={found} />}
      </QueryView>
    </Frame>
  )
}
