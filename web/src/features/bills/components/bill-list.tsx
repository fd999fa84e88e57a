/** A list of bills, page after page: those that a filter lets through. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { Empty } from "../../../components/empty.tsx"
import { EndlessList } from "../../../components/endless-list.tsx"
import { IconReceipt, IconSearch } from "../../../components/icons.ts"
import { paths } from "../../../config/paths.ts"
import { type BillsFilter, useEndlessBills } from "../api/list-bills.ts"
import { billColumns, customerBillColumns } from "./bill-columns.tsx"

type Props = {
  filter: BillsFilter
  /** The page is about this customer already. */
  isOfOneCustomer?: boolean
}

export const BillList = ({ filter, isOfOneCustomer = false }: Props) => {
  const isFiltered = Object.entries(filter).some(
    ([name, value]) => value !== undefined && !(isOfOneCustomer && name === "customerId"),
  )
  return (
    <EndlessList
      label={t("bills:bills")}
      list={useEndlessBills(filter)}
      columns={isOfOneCustomer ? customerBillColumns : billColumns}
      rowKey={bill => bill.id}
      rowLink={bill => paths.bill(bill.id)}
      empty={isFiltered ? <NoneFound /> : <NoneYet customerId={filter.customerId} />}
    />
  )
}

const NoneFound = () => (
  <Empty icon={IconSearch} title={t("bills:noneFound")} text={t("bills:noneFoundHint")} />
)

const NoneYet = ({ customerId }: { customerId: string | undefined }) => (
  <Empty
    icon={IconReceipt}
    title={t(customerId ? "bills:noneOfCustomer" : "bills:none")}
    text={t("bills:noneHint")}
  >
    <Button component={Link} to={paths.newBill({ customerId })}>
      {t("bills:newBill")}
    </Button>
  </Empty>
)
