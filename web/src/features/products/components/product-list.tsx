/** The list of products: all, or those that a search finds. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { Amount } from "../../../components/amount.tsx"
import { Empty } from "../../../components/empty.tsx"
import { EndlessList } from "../../../components/endless-list.tsx"
import { IconPackage, IconSearch } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import type { Column } from "../../../components/table-parts.tsx"
import { paths } from "../../../config/paths.ts"
import { useEndlessProducts } from "../api/list-products.ts"
import { taxRateOf } from "../model.ts"
import type { Product } from "../types.ts"
import { Stock } from "./stock.tsx"

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
    key: "taxRate",
    header: () => t("products:taxRate"),
    cell: taxRateOf,
    align: "end",
    width: "110px",
    detail: true,
  },
  {
    key: "quantity",
    header: () => t("products:inStock"),
    cell: product => <Stock quantity={product.quantity} />,
    align: "end",
    width: "120px",
    phoneWidth: "92px",
  },
  {
    key: "price",
    header: () => t("products:price"),
    cell: product => <Amount value={product.price} />,
    align: "end",
    width: "130px",
    phoneWidth: "104px",
  },
]

export const ProductList = ({ q }: { q: string | undefined }) => (
  <EndlessList
    label={t("products:products")}
    list={useEndlessProducts(q)}
    columns={columns}
    rowKey={product => product.id}
    rowLink={product => paths.product(product.id)}
    empty={q ? <NoneFound q={q} /> : <NoneYet />}
  />
)

const NoneFound = ({ q }: { q: string }) => (
  <Empty icon={IconSearch} title={t("products:noneFound", { q })} text={t("products:noneFoundHint")} />
)

const NoneYet = () => (
  <Empty icon={IconPackage} title={t("products:none")} text={t("products:noneHint")}>
    <Button component={Link} to={paths.newProduct}>
      {t("products:newProduct")}
    </Button>
  </Empty>
)
