/** Makes a bill: a customer, and lines of products with what they come to while they are entered. */

import { Button } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { type ReactNode, useRef } from "react"
import { ApiForm } from "../../../components/api-form.tsx"
import { IconPlus } from "../../../components/icons.ts"
import { Panel } from "../../../components/panel.tsx"
import { paths } from "../../../config/paths.ts"
import { formatMinor } from "../../../lib/money.ts"
import {
  checkForm,
  emptyLine,
  fieldOfFault,
  mostLines,
  subtotalOf,
  toInput,
  type BillForm as Values,
} from "../model.ts"
import type { BillInput } from "../types.ts"
import classes from "./bill-form.module.css"
import { LineFields, type ProductField } from "./line-fields.tsx"

/** How the page draws the choice of a customer. */
export type CustomerField = {
  value: string | null
  onChange(id: string | null): void
  error: ReactNode
}

type Props = {
  customerId?: string | undefined
  isSaving: boolean
  error: unknown
  customerField(field: CustomerField): ReactNode
  productField(field: ProductField): ReactNode
  onSubmit(input: BillInput): void
}

export function BillForm({ customerId, isSaving, error, customerField, productField, onSubmit }: Props) {
  const nextKey = useRef(1)
  const form = useForm<Values>({
    initialValues: { customerId: customerId ?? null, lines: [emptyLine("0")] },
    validate: checkForm,
  })
  const { lines } = form.values
  const addLine = () => form.insertListItem("lines", emptyLine(String(nextKey.current++)))

  return (
    <ApiForm
      form={form}
      error={error}
      fieldOf={path => fieldOfFault(path, lines.length)}
      onSubmit={values => onSubmit(toInput(values))}
      submit={t("bills:issue")}
      cancelTo={paths.bills()}
      isSaving={isSaving}
    >
      <Panel>
        <div className={classes.customer}>
          {customerField({
            value: form.values.customerId,
            onChange: id => form.setFieldValue("customerId", id),
            error: form.errors.customerId,
          })}
        </div>
      </Panel>
      <Panel title={t("bills:lines")} flush>
        <div className={classes.names} aria-hidden>
          <span>{t("bills:product")}</span>
          <span>{t("bills:unitPrice")}</span>
          <span>{t("bills:quantity")}</span>
          <span>{t("bills:amount")}</span>
        </div>
        <ol className={classes.lines}>
          {lines.map((line, index) => (
            <LineFields
              key={line.key}
              form={form}
              index={index}
              line={line}
              isOnly={lines.length === 1}
              // The first is where it is for the customer is chosen before; one that was added wants its product next.
              takesFocus={line.key !== "0"}
              productField={productField}
            />
          ))}
        </ol>
        <div className={classes.foot}>
          <Button
            variant="light"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={addLine}
            disabled={lines.length >= mostLines}
          >
            {t("bills:addLine")}
          </Button>
          <p className={classes.subtotal}>
            {t("bills:subtotal")} <output className="number">{formatMinor(subtotalOf(lines))}</output>
          </p>
        </div>
      </Panel>
    </ApiForm>
  )
}
