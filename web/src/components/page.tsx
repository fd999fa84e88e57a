/** A page: its title (also the tab's), what it is for, and its main actions. */
import { Group, Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"
import classes from "./page.module.css"

type Props = { title: string; description?: ReactNode; actions?: ReactNode; children: ReactNode }

export const Page = ({ title, description, actions, children }: Props) => (
  <Stack gap="lg">
    <title>{`${title} · Facturo`}</title>
    <div className={classes.head}>
      <div className={classes.words}>
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        {description && (
          <Text c="dimmed" size="sm" mt={4} component="div">
            {description}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </div>
    {children}
  </Stack>
)
