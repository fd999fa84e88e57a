/** The page of products. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { useCursor } from "../../components/pager.tsx"
import { paths } from "../../config/paths.ts"
import { ProductList } from "../../features/products/components/product-list.tsx"

export const Page = () => (
  <Frame
    title={t("products:products")}
    description={t("products:description")}
    actions={
      <Button component={Link} to={paths.newProduct} leftSection={<IconPlus size={16} aria-hidden />}>
        {t("products:newProduct")}
      </Button>
    }
  >
    <ProductList cursor={useCursor()} />
  </Frame>
)
