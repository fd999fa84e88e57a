/** Two people changed one thing: both versions side by side, and the choice of what stays, field by field. */
import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core"
import { t } from "i18next"
import { useEffect, useRef, useState } from "react"
import { type Choice, editsOf, merge, proposed } from "../lib/merge-edits.ts"
import classes from "./conflict.module.css"
import { ErrorNotice } from "./error-notice.tsx"
import { IconAlertTriangle } from "./icons.ts"

type Props<Values> = {
  /** What was there when the editing began, what I made of it, and what is there now. */
  base: Values
  mine: Values
  theirs: Values
  fields: { name: keyof Values & string; label: string; show?: (value: Values[keyof Values]) => string }[]
  isSaving: boolean
  /** Why saving the choice failed. */
  error: unknown
  onResolve(values: Values): void
  onDiscard(): void
}

export function Conflict<Values extends Record<string, unknown>>({
  base,
  mine,
  theirs,
  fields,
  isSaving,
  error,
  onResolve,
  onDiscard,
}: Props<Values>) {
  const edits = editsOf(base, mine, theirs)
  const [chosen, setChosen] = useState<Partial<Record<keyof Values, Choice>>>({})
  const choices = Object.fromEntries(
    edits.map(edit => [edit.field, chosen[edit.field] ?? proposed(edit)]),
  ) as Partial<Record<keyof Values, Choice>>
  // The button that was pressed is gone: the keyboard goes where the question is.
  const question = useRef<HTMLDivElement>(null)
  useEffect(() => question.current?.focus(), [])

  return (
    <Stack gap="lg">
      <Alert
        ref={question}
        tabIndex={-1}
        color="yellow"
        role="alert"
        title={t("components:conflict")}
        icon={<IconAlertTriangle aria-hidden />}
      >
        {t(edits.length === 0 ? "components:conflictSame" : "components:conflictHint")}
      </Alert>
      {fields.map(({ name, label, show = showPlainly }) => {
        const edit = edits.find(({ field }) => field === name)
        if (!edit) return null
        return (
          <Radio.Group
            key={name}
            label={label}
            value={choices[name] ?? "mine"}
            onChange={choice => setChosen({ ...chosen, [name]: choice as Choice })}
          >
            <div className={classes.sides}>
              <Side
                value="mine"
                name={t("components:yours")}
                text={show(edit.mine)}
                isNew={edit.by !== "them"}
              />
              <Side
                value="theirs"
                name={t("components:theirs")}
                text={show(edit.theirs)}
                isNew={edit.by !== "me"}
              />
            </div>
          </Radio.Group>
        )
      })}
      {Boolean(error) && <ErrorNotice error={error} />}
      <Group>
        {edits.length > 0 && (
          <Button loading={isSaving} onClick={() => onResolve(merge(mine, theirs, choices))}>
            {t("components:saveChoice")}
          </Button>
        )}
        <Button variant="default" onClick={onDiscard}>
          {t(edits.length === 0 ? "components:goOn" : "components:discardMine")}
        </Button>
      </Group>
    </Stack>
  )
}

type SideProps = { value: Choice; name: string; text: string; isNew: boolean }

const Side = ({ value, name, text, isNew }: SideProps) => (
  <Radio.Card
    value={value}
    className={classes.side}
    aria-label={`${name}: ${text || t("components:emptyValue")}`}
  >
    <Radio.Indicator aria-hidden />
    <span className={classes.words}>
      <Text size="xs" c="dimmed" component="span">
        {name}
      </Text>
      <Text size="sm" component="span" fw={isNew ? 650 : 400}>
        {text || "–"}
      </Text>
    </span>
  </Radio.Card>
)

const showPlainly = (value: unknown): string => String(value ?? "")
