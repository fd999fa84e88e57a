/** Name, price and stock of a product, for making one and for editing one. */

import { Group, NumberInput, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { ApiForm } from "../../../components/api-form.tsx"
import { checkForm, toForm, toInput, type ProductForm as Values } from "../model.ts"
import type { Product, ProductInput } from "../types.ts"

type Props = {
  /** The one that is edited. */
  product?: Product
  submit: string
  cancelTo: string
  isSaving: boolean
  error: unknown
  onSubmit(input: ProductInput): void
}

export function ProductForm({ product, onSubmit, ...rest }: Props) {
  const form = useForm<Values>({ initialValues: toForm(product), validate: checkForm })
  return (
    <ApiForm
      {...rest}
      form={form}
      fieldOf={path => (path in form.values ? path : undefined)}
      onSubmit={values => onSubmit(toInput(values))}
    >
      <Stack>
        <TextInput label={t("products:name")} required autoComplete="off" {...form.getInputProps("name")} />
        <Group grow align="flex-start">
          <NumberInput
            label={t("products:price")}
            description={t("products:priceHint")}
            required
            allowNegative={false}
            decimalScale={2}
            fixedDecimalScale
            hideControls
            inputMode="decimal"
            {...form.getInputProps("price")}
          />
          <NumberInput
            label={t("products:inStock")}
            description={t("products:inStockHint")}
            required
            allowNegative={false}
            allowDecimal={false}
            {...form.getInputProps("quantity")}
          />
        </Group>
      </Stack>
    </ApiForm>
  )
}
