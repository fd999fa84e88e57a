/** The bytes of a record, as hexadecimal digits beside what of them can be read. */
import { Stack, Text, Title } from "@mantine/core"
import { t } from "i18next"
import { useId } from "react"
import { hexRows, mostBytes } from "../model.ts"
import classes from "./hex-view.module.css"

export function HexView({ data, size }: { data: string; size: number }) {
  const heading = useId()
  return (
    <Stack gap={6}>
      <Title order={3} id={heading}>
        {t("quarantine:hex")}
      </Title>
      <section className={classes.scroll} tabIndex={0} aria-labelledby={heading}>
        <pre className={classes.rows}>
          {hexRows(data).map(({ offset, hex, text }) => (
            <div key={offset}>
              <span className={classes.offset}>{offset}</span> {hex.padEnd(47)} {text}
            </div>
          ))}
        </pre>
      </section>
      {size > mostBytes && (
        <Text size="xs" c="dimmed">
          {t("quarantine:onlyFirst", { count: mostBytes })}
        </Text>
      )}
    </Stack>
  )
}
