/** Changes a product. When somebody else did so meanwhile, both versions are shown and what stays is chosen. */
import { useQueryClient } from "@tanstack/react-query"
import { t } from "i18next"
import { useState } from "react"
import { Conflict } from "../../../components/conflict.tsx"
import { paths } from "../../../config/paths.ts"
import { isStale } from "../../../lib/problem.ts"
import { productOptions } from "../api/get-product.ts"
import { useReplaceProduct } from "../api/replace-product.ts"
import { toForm, toInput, type ProductForm as Values } from "../model.ts"
import type { Product } from "../types.ts"
import { ProductForm } from "./product-form.tsx"

type Props = { product: Product; onSaved(product: Product): void; onLeave(): void }

export function ProductEditor({ product, onSaved, onLeave }: Props) {
  // What is edited is what was there at first, whatever is read again behind the form.
  const [base] = useState(product)
  const [meeting, setMeeting] = useState<{ mine: Values; theirs: Product }>()
  const { mutate, isPending, error } = useReplaceProduct(product.id)
  const client = useQueryClient()
  const otherError = isStale(error) ? null : error

  const save = (mine: Values, { version }: Product) =>
    mutate(
      { input: toInput(mine), version },
      {
        onSuccess: onSaved,
        onError: async failure => {
          if (!isStale(failure)) return
          const theirs = await client.fetchQuery({ ...productOptions(product.id), staleTime: 0 })
          setMeeting({ mine, theirs })
        },
      },
    )

  if (meeting) {
    return (
      <Conflict
        key={meeting.theirs.version}
        base={toForm(base)}
        mine={meeting.mine}
        theirs={toForm(meeting.theirs)}
        fields={[
          { name: "name", label: t("products:name") },
          { name: "price", label: t("products:price") },
          {
            name: "taxPercent",
            label: t("products:taxPercent"),
            show: value => String(value || t("products:usualRate")),
          },
          { name: "quantity", label: t("products:inStock") },
        ]}
        isSaving={isPending}
        error={otherError}
        onResolve={values => save(values, meeting.theirs)}
        onDiscard={onLeave}
      />
    )
  }
  return (
    <ProductForm
      product={base}
      submit={t("products:save")}
      cancelTo={paths.product(product.id)}
      isSaving={isPending}
      error={otherError}
      onSubmit={values => save(values, base)}
    />
  )
}
