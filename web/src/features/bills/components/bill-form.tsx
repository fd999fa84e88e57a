/** Makes or changes a bill: a customer, and lines of products with what they come to while they are entered. */
import { Button, Text } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { type KeyboardEvent, type ReactNode, useRef } from "react"
import { ApiForm } from "../../../components/api-form.tsx"
import { IconPlus } from "../../../components/icons.ts"
import { Panel } from "../../../components/panel.tsx"
import { useTerms } from "../api/get-terms.ts"
import { checkForm, emptyLine, fieldOfFault, mostLines, type BillForm as Values } from "../model.ts"
import { shortages, totalsOf } from "../totals.ts"
import classes from "./bill-form.module.css"
import { FormTotals } from "./form-totals.tsx"
import { LineFields, type ProductField } from "./line-fields.tsx"

/** How the page draws the choice of a customer. */
export type CustomerField = {
  value: string | null
  onChange(id: string | null): void
  error: ReactNode
}

type Props = {
  initial: Values
  /** The words on the button, and on the one that keeps a draft, if there is a choice. */
  submit: string
  alternative?: string
  cancelTo: string
  isSaving: boolean
  error: unknown
  customerField(field: CustomerField): ReactNode
  productField(field: ProductField): ReactNode
  /** `asDraft` is whether the other button was pressed. */
  onSubmit(values: Values, asDraft: boolean): void
}

export function BillForm({ initial, customerField, productField, ...rest }: Props) {
  const nextKey = useRef(1)
  const list = useRef<HTMLOListElement>(null)
  const form = useForm<Values>({ initialValues: initial, validate: checkForm })
  const { lines } = form.values
  const { usualRate, currency } = useTerms()
  const totals = totalsOf(lines, usualRate)
  const isShort = shortages(lines)
  const addLine = () => form.insertListItem("lines", emptyLine(`new-${nextKey.current++}`))
  const focusLine = (index: number) =>
    requestAnimationFrame(() => list.current?.children[index]?.querySelector("input")?.focus())
  const removeLine = (index: number) => {
    form.removeListItem("lines", index)
    focusLine(Math.min(index, lines.length - 2))
  }
  const goOn = (index: number) => {
    if (!lines[index]?.product) focusLine(index)
    else if (index < lines.length - 1) focusLine(index + 1)
    else if (lines.length < mostLines) addLine()
  }

  return (
    <ApiForm {...rest} form={form} fieldOf={path => fieldOfFault(path, lines)}>
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
        <ol className={classes.lines} ref={list}>
          {lines.map((line, index) => (
            <LineFields
              key={line.key}
              form={form}
              index={index}
              line={line}
              amount={totals.lines[index]}
              isShort={isShort[index] ?? false}
              isOnly={lines.length === 1}
              // The first is where it is for the customer is chosen before; one that was added wants its product next.
              takesFocus={line.key.startsWith("new-")}
              productField={productField}
              onKeyDown={event => onKey(event, () => goOn(index))}
              onRemove={() => removeLine(index)}
            />
          ))}
        </ol>
        <div className={classes.foot}>
          <div className={classes.add}>
            <Button
              variant="light"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={addLine}
              disabled={lines.length >= mostLines}
            >
              {t("bills:addLine")}
            </Button>
            <Text size="xs" c="dimmed" visibleFrom="sm">
              {t("bills:keys")}
            </Text>
          </div>
          <FormTotals totals={totals} currency={currency} />
        </div>
      </Panel>
    </ApiForm>
  )
}

/** Enter in a line never sends the form, unless it is pressed with Ctrl or Cmd; what it does instead is `goOn`. */
function onKey(event: KeyboardEvent<HTMLInputElement>, goOn: () => void): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
    return
  }
  event.preventDefault()
  if (!isChoosing(event.currentTarget)) goOn()
}

/** Whether the field's list of choices is open with one of them marked, which Enter takes. */
function isChoosing(field: HTMLInputElement): boolean {
  const list = field.getAttribute("aria-controls")
  return list !== null && document.getElementById(list)?.querySelector("[data-combobox-selected]") != null
}
