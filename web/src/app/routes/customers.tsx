/** The page of customers: all, or those that `?q=` finds. */
import { Box, Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { SearchField } from "../../components/search-field.tsx"
import { paths } from "../../config/paths.ts"
import { CustomerList } from "../../features/customers/components/customer-list.tsx"
import { useSearchFilter } from "../../lib/use-search-filter.ts"

export function Page() {
  const [{ q }, setFilter] = useSearchFilter(["q"])
  return (
    <Frame
      title={t("customers:customers")}
      description={t("customers:description")}
      actions={
        <Button component={Link} to={paths.newCustomer} leftSection={<IconPlus size={16} aria-hidden />}>
          {t("customers:newCustomer")}
        </Button>
      }
    >
      <Box maw={420}>
        <SearchField
          label={t("customers:search")}
          placeholder={t("customers:searchHint")}
          value={q ?? ""}
          onSearch={text => setFilter({ q: text || undefined })}
        />
      </Box>
      <CustomerList q={q} />
    </Frame>
  )
}
