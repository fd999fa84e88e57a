/** The page of bills: all of them, or those of the customer in the address. */

import { Box, Button } from "@mantine/core"
import { t } from "i18next"
import { Link, useSearchParams } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { useCursor } from "../../components/pager.tsx"
import { paths } from "../../config/paths.ts"
import { BillList } from "../../features/bills/components/bill-list.tsx"
import { CustomerSelect } from "../../features/customers/components/customer-select.tsx"
import { withParams } from "../../lib/search-params.ts"

export function Page() {
  const [params, setParams] = useSearchParams()
  const customerId = params.get("customerId") || undefined
  return (
    <Frame
      title={t("bills:bills")}
      description={t("bills:description")}
      actions={
        <Button
          component={Link}
          to={paths.newBill({ customerId })}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t("bills:newBill")}
        </Button>
      }
    >
      <Box maw={360}>
        <CustomerSelect
          label={t("bills:customer")}
          placeholder={t("bills:allCustomers")}
          clearable
          value={customerId ?? null}
          // A cursor is a place in one list; another customer's list begins at its first page.
          onChange={id => setParams(withParams(params, { customerId: id ?? undefined, cursor: undefined }))}
        />
      </Box>
      <BillList customerId={customerId} cursor={useCursor()} />
    </Frame>
  )
}
