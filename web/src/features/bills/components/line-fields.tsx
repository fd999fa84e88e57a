/** One line of the form of a bill. */
import { ActionIcon, TextInput } from "@mantine/core"
import { t } from "i18next"
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react"
import type { Form } from "../../../components/api-form.tsx"
import { IconX } from "../../../components/icons.ts"
import { formatAmount, formatMinor } from "../../../lib/money.ts"
import type { BillForm, ChosenProduct, LineForm } from "../model.ts"
import classes from "./bill-form.module.css"

/** How the page draws the choice of a product. */
export type ProductField = {
  value: ChosenProduct | null
  label: string
  error: ReactNode
  inputRef(input: HTMLInputElement | null): void
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void
  onChange(product: ChosenProduct): void
}

type Props = {
  form: Pick<Form<BillForm>, "errors" | "getInputProps" | "setFieldValue">
  index: number
  line: LineForm
  /** In minor units; undefined while the line is not complete. */
  amount: number | undefined
  isShort: boolean
  isOnly: boolean
  takesFocus: boolean
  productField(field: ProductField): ReactNode
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void
  onRemove(): void
}

export function LineFields({
  form,
  index,
  line: { product },
  amount,
  isShort,
  isOnly,
  takesFocus,
  productField,
  onKeyDown,
  onRemove,
}: Props) {
  const productInput = useRef<HTMLInputElement | null>(null)
  const quantityInput = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (takesFocus) productInput.current?.focus()
  }, [takesFocus])
  const line = index + 1

  return (
    <li className={classes.line}>
      <div className={classes.product}>
        {productField({
          value: product,
          label: t("bills:productOfLine", { line }),
          error: form.errors[`lines.${index}.product`],
          inputRef: input => {
            productInput.current = input
          },
          onKeyDown,
          onChange: ({ id, name, price, taxRate, quantity }) => {
            form.setFieldValue(`lines.${index}.product`, { id, name, price, taxRate, quantity })
            // When the list of choices has closed, which takes the focus back once.
            requestAnimationFrame(() => quantityInput.current?.select())
          },
        })}
      </div>
      <span className={classes.unit}>{product ? formatAmount(product.price) : "–"}</span>
      <TextInput
        ref={quantityInput}
        type="number"
        min={1}
        step={1}
        className={classes.quantity}
        aria-label={t("bills:quantityOfLine", { line })}
        inputWrapperOrder={["label", "input", "description", "error"]}
        description={stockOf(product, isShort)}
        descriptionProps={{ className: classes.stock, "data-short": isShort || undefined }}
        onKeyDown={onKeyDown}
        {...form.getInputProps(`lines.${index}.quantity`)}
      />
      <output className={classes.amount}>{amount === undefined ? "–" : formatMinor(BigInt(amount))}</output>
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("bills:removeLine", { line })}
        data-hidden={isOnly || undefined}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  )
}

/** A space where nothing is known, so that nothing moves when something is. */
function stockOf(product: ChosenProduct | null, isShort: boolean): string {
  if (product?.quantity === undefined) return "\u00a0"
  return t(isShort ? "bills:tooFew" : "bills:onHand", { count: product.quantity })
}
