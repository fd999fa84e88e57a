/** A form whose faults are found here or by the API: each is shown at its field, and the cursor goes to the first. */

import { Alert, Button, Group, List, Stack } from "@mantine/core"
import type { useForm } from "@mantine/form"
import { t } from "i18next"
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef } from "react"
import { Link } from "react-router"
import { fieldErrors } from "../lib/field-errors.ts"
import { IconAlertTriangle } from "./icons.ts"

/** What `useForm` gives; the package exports no name for it to modules. */
export type Form<Values extends Record<string, unknown>> = ReturnType<typeof useForm<Values>>

type Props<Values extends Record<string, unknown>> = {
  form: Pick<Form<Values>, "onSubmit" | "setErrors">
  /** Why the last try failed. */
  error: unknown
  /** The field that shows what the API found at this path of the input; undefined when none does. */
  fieldOf(path: string): string | undefined
  /** `alternative` is whether the other button was pressed. */
  onSubmit(values: Values, alternative: boolean): void
  /** The words on the button, and on another one that does something else with the same input. */
  submit: string
  alternative?: string
  isSaving: boolean
  /** Where "Cancel" leads, if it is offered. */
  cancelTo?: string
  children: ReactNode
}

export function ApiForm<Values extends Record<string, unknown>>({
  form,
  error,
  fieldOf,
  onSubmit,
  children,
  ...buttons
}: Props<Values>) {
  const element = useRef<HTMLFormElement>(null)
  const focusFirstFault = () =>
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  // Sorted once an error, against the form as it was sent.
  const { fields, others } = useMemo(
    () => (error ? fieldErrors(error, fieldOf) : { fields: {}, others: [] }),
    [error],
  )
  useEffect(() => {
    if (Object.keys(fields).length === 0) return
    form.setErrors(fields)
    focusFirstFault()
  }, [fields])

  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.onSubmit((values, event) => onSubmit(values, isAlternative(event)), focusFirstFault)}
    >
      <Stack gap="lg">
        {children}
        {others.length > 0 && <Faults faults={others} />}
        <Buttons {...buttons} />
      </Stack>
    </form>
  )
}

const Faults = ({ faults }: { faults: string[] }) => (
  <Alert color="red" role="alert" title={t("components:failed")} icon={<IconAlertTriangle aria-hidden />}>
    {faults.length === 1 ? (
      faults[0]
    ) : (
      <List size="sm">
        {faults.map(fault => (
          <List.Item key={fault}>{fault}</List.Item>
        ))}
      </List>
    )}
  </Alert>
)

const isAlternative = (event: FormEvent | undefined): boolean =>
  (event?.nativeEvent as SubmitEvent | undefined)?.submitter?.getAttribute("value") === "alternative"

const Buttons = ({
  submit,
  alternative,
  isSaving,
  cancelTo,
}: {
  submit: string
  alternative?: string
  isSaving: boolean
  cancelTo?: string
}) => (
  <Group>
    <Button type="submit" loading={isSaving}>
      {submit}
    </Button>
    {alternative && (
      <Button type="submit" value="alternative" variant="default" disabled={isSaving}>
        {alternative}
      </Button>
    )}
    {cancelTo && (
      <Button variant="default" component={Link} to={cancelTo}>
        {t("components:cancel")}
      </Button>
    )}
  </Group>
)
