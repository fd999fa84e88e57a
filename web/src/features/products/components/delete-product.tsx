/** The button that deletes a product; it waits until the product is there. */
import { t } from "i18next"
import { DeleteButton } from "../../../components/delete-button.tsx"
import { toast } from "../../../lib/toast.ts"
import { useDeleteProduct } from "../api/delete-product.ts"
import type { Product } from "../types.ts"

export function DeleteProduct({ product, onDeleted }: { product: Product | undefined; onDeleted(): void }) {
  const { mutate, isPending, error } = useDeleteProduct()
  const done = () => {
    toast(t("products:isDeleted", { name: product?.name ?? "" }))
    onDeleted()
  }
  return (
    <DeleteButton
      what={product?.name}
      consequence={t("products:deleteConsequence")}
      isDeleting={isPending}
      error={error}
      onDelete={() => product && mutate(product.id, { onSuccess: done })}
    />
  )
}
