/** The list of products. */
import { Button } from "@mantine/core"
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
  { key: "name", header: "Name", cell: product => product.name },
  {
    key: "updatedAt",
    header: "Changed",
    cell: product => <Moment at={product.updatedAt} />,
    width: "200px",
    detail: true,
  },
  {
    key: "quantity",
    header: "In stock",
    cell: product => formatCount(product.quantity),
    align: "end",
    width: "120px",
  },
  {
    key: "price",
    header: "Price",
    cell: product => <Amount value={product.price} />,
    align: "end",
    width: "140px",
  },
]

export const ProductList = ({ cursor }: { cursor: string | undefined }) => (
  <PagedList
    label="Products"
    query={useProducts({ cursor, limit: pageSize })}
    columns={columns}
    rowKey={product => product.id}
    rowLink={product => paths.editProduct(product.id)}
    empty={
      <Empty
        icon={IconPackage}
        title="No products yet"
        text="The lines of a bill are products: add the first one."
      >
        <Button component={Link} to={paths.newProduct}>
          New product
        </Button>
      </Empty>
    }
  />
)
