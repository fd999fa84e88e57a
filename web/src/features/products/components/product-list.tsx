/** The list of products. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { Amount } from "../../../components/amount.tsx"
import type { Column } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconPackage } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { PagedList } from "../../../components/paged-list.tsx"
import { pageSize } from "../../../config/page-size.ts"
import { paths } from "../../../config/paths.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { useProducts } from "../api/list-products.ts"
import type { Product } from "../types.ts"

const columns: Column<Product>[] = [
  { key: "name", header: () => t("products:name"), cell: product => product.name },
  {
    key: "updatedAt",
    header: () => t("products:changed"),
    cell: product => <Moment at={product.updatedAt} />,
    width: "200px",
    detail: true,
  },
  {
    key: "quantity",
    header: () => t("products:inStock"),
    cell: product => formatCount(product.quantity),
    align: "end",
    width: "120px",
  },
  {
    key: "price",
    header: () => t("products:price"),
    cell: product => <Amount value={product.price} />,
    align: "end",
    width: "140px",
  },
]

export const ProductList = ({ cursor }: { cursor: string | undefined }) => (
  <PagedList
    label={t("products:products")}
    query={useProducts({ cursor, limit: pageSize })}
    columns={columns}
    rowKey={product => product.id}
    rowLink={product => paths.editProduct(product.id)}
    empty={
      <Empty icon={IconPackage} title={t("products:none")} text={t("products:noneHint")}>
        <Button component={Link} to={paths.newProduct}>
          {t("products:newProduct")}
        </Button>
      </Empty>
    }
  />
)
