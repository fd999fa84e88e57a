/** The list of customers: all, or those that a search finds. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { Empty } from "../../../components/empty.tsx"
import { EndlessList } from "../../../components/endless-list.tsx"
import { IconSearch, IconUsers } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import type { Column } from "../../../components/table-parts.tsx"
import { paths } from "../../../config/paths.ts"
import { useEndlessCustomers } from "../api/list-customers.ts"
import type { Customer } from "../types.ts"

const columns: Column<Customer>[] = [
  { key: "name", header: () => t("customers:name"), cell: customer => customer.name },
  { key: "email", header: () => t("customers:email"), cell: customer => customer.email, phoneWidth: "56%" },
  {
    key: "createdAt",
    header: () => t("customers:since"),
    cell: customer => <Moment at={customer.createdAt} />,
    width: "200px",
    detail: true,
  },
]

export const CustomerList = ({ q }: { q: string | undefined }) => (
  <EndlessList
    label={t("customers:customers")}
    list={useEndlessCustomers(q)}
    columns={columns}
    rowKey={customer => customer.id}
    rowLink={customer => paths.customer(customer.id)}
    empty={q ? <NoneFound q={q} /> : <NoneYet />}
  />
)

const NoneFound = ({ q }: { q: string }) => (
  <Empty icon={IconSearch} title={t("customers:noneFound", { q })} text={t("customers:noneFoundHint")} />
)

const NoneYet = () => (
  <Empty icon={IconUsers} title={t("customers:none")} text={t("customers:noneHint")}>
    <Button component={Link} to={paths.newCustomer}>
      {t("customers:newCustomer")}
    </Button>
  </Empty>
)
