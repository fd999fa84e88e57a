/** The button that archives a product; it waits until the product is there. */
import { t } from "i18next"
import { ConfirmButton } from "../../../components/confirm-button.tsx"
import { IconArchive } from "../../../components/icons.ts"
import { toast } from "../../../lib/toast.ts"
import { useDeleteProduct } from "../api/delete-product.ts"
import type { Product } from "../types.ts"

type Props = { product: Product | undefined; onArchived(): void }

export function ArchiveProduct({ product, onArchived }: Props) {
  const { mutate, isPending, error } = useDeleteProduct(product?.version)
  const name = product?.name ?? ""
  const done = () => {
    toast(t("products:isArchived", { name }))
    onArchived()
  }
  return (
    <ConfirmButton
      label={t("products:archive")}
      icon={IconArchive}
      question={t("products:archiveWhat", { name })}
      consequence={t("products:archiveConsequence")}
      isDangerous
      disabled={!product}
      isWorking={isPending}
      error={error}
      onConfirm={() => product && mutate(product.id, { onSuccess: done })}
    />
  )
}
