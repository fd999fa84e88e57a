/** The page that makes a product. */
import { t } from "i18next"
import { useNavigate } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { paths } from "../../config/paths.ts"
import { useCreateProduct } from "../../features/products/api/create-product.ts"
import { ProductForm } from "../../features/products/components/product-form.tsx"
import { toInput } from "../../features/products/model.ts"
import { useRequestKey } from "../../lib/request-key.ts"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const navigate = useNavigate()
  const { mutate, isPending, error } = useCreateProduct(useRequestKey())
  return (
    <Frame title={t("products:newProduct")} back={{ to: paths.products, label: t("products:products") }}>
      <Panel narrow>
        <ProductForm
          submit={t("products:create")}
          cancelTo={paths.products}
          isSaving={isPending}
          error={error}
          onSubmit={values =>
            mutate(toInput(values), {
              onSuccess: ({ id, name }) => {
                toast(t("products:isCreated", { name }))
                void navigate(paths.product(id))
              },
            })
          }
        />
      </Panel>
    </Frame>
  )
}
