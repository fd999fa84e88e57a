/** Name, price, tax and stock of a product, for making one and for editing one. */
import { NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { ApiForm } from "../../../components/api-form.tsx"
import { checkForm, fieldOfFault, toForm, type ProductForm as Values } from "../model.ts"
import type { Product } from "../types.ts"

type Props = {
  /** The one that is edited. */
  product?: Product
  submit: string
  cancelTo: string
  isSaving: boolean
  error: unknown
  onSubmit(values: Values): void
}

export function ProductForm({ product, onSubmit, ...rest }: Props) {
  const form = useForm<Values>({ initialValues: toForm(product), validate: checkForm })
  return (
    <ApiForm {...rest} form={form} fieldOf={fieldOfFault} onSubmit={onSubmit}>
      <Stack>
        <TextInput label={t("products:name")} required autoComplete="off" {...form.getInputProps("name")} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
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
            label={t("products:taxRate")}
            description={t("products:taxRateHint")}
            placeholder={t("products:usualRate")}
            allowNegative={false}
            decimalScale={4}
            suffix=" %"
            hideControls
            inputMode="decimal"
            {...form.getInputProps("taxPercent")}
          />
          <NumberInput
            label={t("products:inStock")}
            description={t("products:inStockHint")}
            required
            allowNegative={false}
            allowDecimal={false}
            {...form.getInputProps("quantity")}
          />
        </SimpleGrid>
      </Stack>
    </ApiForm>
  )
}
