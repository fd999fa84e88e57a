/** The button that deletes a product; it waits until the product is there. */
import { DeleteButton } from "../../../components/delete-button.tsx"
import { toast } from "../../../lib/toast.ts"
import { useDeleteProduct } from "../api/delete-product.ts"
import type { Product } from "../types.ts"

export function DeleteProduct({ product, onDeleted }: { product: Product | undefined; onDeleted(): void }) {
  const { mutate, isPending, error } = useDeleteProduct()
  const done = () => {
    toast(`${product?.name} is deleted`)
    onDeleted()
  }
  return (
    <DeleteButton
      what={product?.name}
      consequence="Bills that have it keep their lines and amounts. This cannot be undone."
      isDeleting={isPending}
      error={error}
      onDelete={() => product && mutate(product.id, { onSuccess: done })}
    />
  )
}
