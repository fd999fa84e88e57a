/** A list of bills in pages: all of them, or one customer's. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { Empty } from "../../../components/empty.tsx"
import { IconReceipt } from "../../../components/icons.ts"
import { PagedList } from "../../../components/paged-list.tsx"
import { pageSize } from "../../../config/page-size.ts"
import { paths } from "../../../config/paths.ts"
import { useBills } from "../api/list-bills.ts"
import { billColumns, customerBillColumns } from "./bill-columns.tsx"

type Props = {
  customerId?: string | undefined
  cursor: string | undefined
  /** The page is about this customer already. */
  isOfOneCustomer?: boolean
}

export const BillList = ({ customerId, cursor, isOfOneCustomer = false }: Props) => (
  <PagedList
    label={t("bills:bills")}
    query={useBills({ customerId, cursor, limit: pageSize })}
    columns={isOfOneCustomer ? customerBillColumns : billColumns}
    rowKey={bill => bill.id}
    rowLink={bill => paths.bill(bill.id)}
    empty={
      <Empty
        icon={IconReceipt}
        title={customerId ? t("bills:noneOfCustomer") : t("bills:none")}
        text={t("bills:noneHint")}
      >
        <Button component={Link} to={paths.newBill({ customerId })}>
          {t("bills:newBill")}
        </Button>
      </Empty>
    }
  />
)
