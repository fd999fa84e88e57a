/** The page that changes a product. */
import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { useNavigate, useParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useProduct } from "../../features/products/api/get-product.ts"
import { ProductEditor } from "../../features/products/components/product-editor.tsx"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const { productId = "" } = useParams()
  const navigate = useNavigate()
  const query = useProduct(productId)
  const toProduct = () => void navigate(paths.product(productId))
  return (
    <Frame
      title={t("products:editProduct")}
      back={{ to: paths.product(productId), label: query.data?.name ?? t("products:product") }}
    >
      <Panel narrow>
        <QueryView query={query} loading={<Skeleton height={226} />}>
          {product => (
            <ProductEditor
              product={product}
              onSaved={({ name }) => {
                toast(t("products:isSaved", { name }))
                toProduct()
              }}
              onLeave={toProduct}
            />
          )}
        </QueryView>
      </Panel>
    </Frame>
  )
}
