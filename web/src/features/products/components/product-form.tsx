/** Name, price and stock of a product, for making one and for editing one. */
import { Group, NumberInput, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
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
        <TextInput label="Name" required autoComplete="off" {...form.getInputProps("name")} />
        <Group grow align="flex-start">
          <NumberInput
            label="Price"
            description="Net, of one piece"
            required
            allowNegative={false}
            decimalScale={2}
            fixedDecimalScale
            hideControls
            inputMode="decimal"
            {...form.getInputProps("price")}
          />
          <NumberInput
            label="In stock"
            description="Pieces on hand"
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
