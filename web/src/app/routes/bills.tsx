/** The page of bills; what filters them is in the address. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { paths } from "../../config/paths.ts"
import { BillFilters } from "../../features/bills/components/bill-filters.tsx"
import { BillList } from "../../features/bills/components/bill-list.tsx"
import { filterNames, toFilter } from "../../features/bills/filter.ts"
import { CustomerSelect } from "../../features/customers/components/customer-select.tsx"
import { useSearchFilter } from "../../lib/use-search-filter.ts"

export function Page() {
  const [filter, setFilter] = useSearchFilter(filterNames)
  return (
    <Frame
      title={t("bills:bills")}
      description={t("bills:description")}
      actions={
        <Button
          component={Link}
          to={paths.newBill({ customerId: filter.customerId })}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t("bills:newBill")}
        </Button>
      }
    >
      <BillFilters
        filter={filter}
        onChange={setFilter}
        customerField={
          <CustomerSelect
            label={t("bills:customer")}
            placeholder={t("bills:allCustomers")}
            clearable
            value={filter.customerId ?? null}
            onChange={id => setFilter({ customerId: id ?? undefined })}
          />
        }
      />
      <BillList filter={toFilter(filter)} />
    </Frame>
  )
}
