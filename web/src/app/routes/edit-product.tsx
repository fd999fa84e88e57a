/** The page of one product, which changes or deletes it. */

import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { useNavigate, useParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useProduct } from "../../features/products/api/get-product.ts"
import { useReplaceProduct } from "../../features/products/api/replace-product.ts"
import { DeleteProduct } from "../../features/products/components/delete-product.tsx"
import { ProductForm } from "../../features/products/components/product-form.tsx"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const { productId = "" } = useParams()
  const navigate = useNavigate()
  const query = useProduct(productId)
  const { mutate, isPending, error } = useReplaceProduct(productId)
  const toList = () => void navigate(paths.products)
  return (
    <Frame
      title={query.data?.name ?? t("products:product")}
      back={{ to: paths.products, label: t("products:products") }}
      actions={<DeleteProduct product={query.data} onDeleted={toList} />}
    >
      <Panel narrow>
        <QueryView query={query} loading={<Skeleton height={226} />}>
          {product => (
            <ProductForm
              product={product}
              submit={t("products:save")}
              cancelTo={paths.products}
              isSaving={isPending}
              error={error}
              onSubmit={input =>
                mutate(input, {
                  onSuccess: ({ name }) => {
                    toast(t("products:isSaved", { name }))
                    toList()
                  },
                })
              }
            />
          )}
        </QueryView>
      </Panel>
    </Frame>
  )
}
