/** Name and email of a customer, for making one and for editing one. */

import { Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { ApiForm } from "../../../components/api-form.tsx"
import { checkForm, toForm, type CustomerForm as Values } from "../model.ts"
import type { Customer } from "../types.ts"

type Props = {
  /** The one that is edited. */
  customer?: Customer
  submit: string
  cancelTo: string
  isSaving: boolean
  error: unknown
  onSubmit(values: Values): void
}

export function CustomerForm({ customer, onSubmit, ...rest }: Props) {
  const form = useForm<Values>({ initialValues: toForm(customer), validate: checkForm })
  return (
    <ApiForm
      {...rest}
      form={form}
      fieldOf={path => (path in form.values ? path : undefined)}
      onSubmit={onSubmit}
    >
      <Stack>
        <TextInput label={t("customers:name")} required autoComplete="off" {...form.getInputProps("name")} />
        <TextInput
          label={t("customers:email")}
          type="email"
          required
          autoComplete="off"
          {...form.getInputProps("email")}
        />
      </Stack>
    </ApiForm>
  )
}
