/** A surface with a heading: one subject of a page. `flush` lets a table reach its edges, `narrow` is for forms. */
import { Group, Title } from "@mantine/core"
import { type ReactNode, useId } from "react"
import classes from "./panel.module.css"

type Props = { title?: string; aside?: ReactNode; flush?: boolean; narrow?: boolean; children: ReactNode }

export function Panel({ title, aside, flush = false, narrow = false, children }: Props) {
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
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
