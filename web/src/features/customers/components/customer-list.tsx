/** The list of customers. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import type { Column } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconUsers } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { PagedList } from "../../../components/paged-list.tsx"
import { pageSize } from "../../../config/page-size.ts"
import { paths } from "../../../config/paths.ts"
import { useCustomers } from "../api/list-customers.ts"
import type { Customer } from "../types.ts"

const columns: Column<Customer>[] = [
  { key: "name", header: () => t("customers:name"), cell: customer => customer.name },
  { key: "email", header: () => t("customers:email"), cell: customer => customer.email },
  {
    key: "createdAt",
    header: () => t("customers:since"),
    cell: customer => <Moment at={customer.createdAt} />,
    width: "200px",
    detail: true,
  },
]

export const CustomerList = ({ cursor }: { cursor: string | undefined }) => (
  <PagedList
    label={t("customers:customers")}
    query={useCustomers({ cursor, limit: pageSize })}
    columns={columns}
    rowKey={customer => customer.id}
    rowLink={customer => paths.customer(customer.id)}
    empty={
      <Empty icon={IconUsers} title={t("customers:none")} text={t("customers:noneHint")}>
        <Button component={Link} to={paths.newCustomer}>
          {t("customers:newCustomer")}
        </Button>
      </Empty>
    }
  />
)
