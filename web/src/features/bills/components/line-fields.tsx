/** One line of the form of a bill. */

import { ActionIcon, TextInput } from "@mantine/core"
import { t } from "i18next"
import { type ReactNode, useEffect, useRef } from "react"
import type { Form } from "../../../components/api-form.tsx"
import { IconX } from "../../../components/icons.ts"
import { formatAmount, formatMinor } from "../../../lib/money.ts"
import { amountOf, type BillForm, type ChosenProduct, type LineForm } from "../model.ts"
import classes from "./bill-form.module.css"

/** How the page draws the choice of a product. */
export type ProductField = {
  value: string | null
  label: string
  error: ReactNode
  inputRef(input: HTMLInputElement | null): void
  onChange(product: ChosenProduct): void
}

type Props = {
  form: Pick<Form<BillForm>, "errors" | "getInputProps" | "removeListItem" | "setFieldValue">
  index: number
  line: LineForm
  isOnly: boolean
  takesFocus: boolean
  productField(field: ProductField): ReactNode
}

export function LineFields({ form, index, line, isOnly, takesFocus, productField }: Props) {
  const product = useRef<HTMLInputElement | null>(null)
  useEffect(() => {
    if (takesFocus) product.current?.focus()
  }, [takesFocus])
  const amount = amountOf(line)

  return (
    <li className={classes.line}>
      <div className={classes.product}>
        {productField({
          value: line.product?.id ?? null,
          label: t("bills:productOfLine", { line: index + 1 }),
          error: form.errors[`lines.${index}.product`],
          inputRef: input => {
            product.current = input
          },
          onChange: ({ id, name, price }) =>
            form.setFieldValue(`lines.${index}.product`, { id, name, price }),
        })}
      </div>
      <span className={classes.unit}>{line.product ? formatAmount(line.product.price) : "–"}</span>
      <TextInput
        type="number"
        min={1}
        step={1}
        className={classes.quantity}
        aria-label={t("bills:quantityOfLine", { line: index + 1 })}
        {...form.getInputProps(`lines.${index}.quantity`)}
      />
      <output className={classes.amount}>{amount === undefined ? "–" : formatMinor(amount)}</output>
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("bills:removeLine", { line: index + 1 })}
        data-hidden={isOnly || undefined}
        onClick={() => form.removeListItem("lines", index)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  )
}
