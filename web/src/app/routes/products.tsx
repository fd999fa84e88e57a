/** The page of products: all, or those that `?q=` finds. */
import { Box, Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { SearchField } from "../../components/search-field.tsx"
import { paths } from "../../config/paths.ts"
import { ProductList } from "../../features/products/components/product-list.tsx"
import { useSearchFilter } from "../../lib/use-search-filter.ts"

export function Page() {
  const [{ q }, setFilter] = useSearchFilter(["q"])
  return (
    <Frame
      title={t("products:products")}
      description={t("products:description")}
      actions={
        <Button component={Link} to={paths.newProduct} leftSection={<IconPlus size={16} aria-hidden />}>
          {t("products:newProduct")}
        </Button>
      }
    >
      <Box maw={420}>
        <SearchField
          label={t("products:search")}
          placeholder={t("products:searchHint")}
          value={q ?? ""}
          onSearch={text => setFilter({ q: text || undefined })}
        />
      </Box>
      <ProductList q={q} />
    </Frame>
  )
}
