/** A surface with a heading: one subject of a page. `flush` lets a table reach its edges, `narrow` is for forms. */
import { Group, Title } from "@mantine/core"
import { type CSSProperties, type ReactNode, useId } from "react"
import classes from "./panel.module.css"

type Props = {
  title?: string
  aside?: ReactNode
  flush?: boolean
  narrow?: boolean
  /** Rows of a table that there is room for, however many there are: nothing below moves when they come. */
  rows?: number
  children: ReactNode
}

export function Panel({ title, aside, flush = false, narrow = false, rows, children }: Props) {
  const heading = useId()
  return (
    <section
      className={classes.panel}
      data-narrow={narrow || undefined}
      aria-labelledby={title ? heading : undefined}
    >
      {title && (
        <Group justify="space-between" gap="xs" className={classes.head}>
          <Title order={2} id={heading}>
            {title}
          </Title>
          <div className={classes.aside}>{aside}</div>
        </Group>
      )}
      <div
        className={flush ? classes.flush : classes.body}
        style={rows === undefined ? undefined : ({ "--rows": rows } as CSSProperties)}
        data-room={rows === undefined ? undefined : true}
      >
        {children}
      </div>
    </section>
  )
}
