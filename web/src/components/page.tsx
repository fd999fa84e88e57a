/** A page: its title (also the tab's), what it is for, and its main actions. */

import { Group, Stack, Text, Title } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { Link } from "react-router"
import { IconChevronLeft } from "./icons.ts"
import classes from "./page.module.css"

/** The page above this one. */
type Back = { to: string; label: string }

type Props = { title: string; description?: ReactNode; back?: Back; actions?: ReactNode; children: ReactNode }

export const Page = ({ title, description, back, actions, children }: Props) => (
  <Stack gap="lg">
    <title>{t("components:pageTitle", { title })}</title>
    <div className={classes.head}>
      <div className={classes.words}>
        {back && (
          <Link to={back.to} className={classes.back}>
            <IconChevronLeft size={15} aria-hidden />
            {back.label}
          </Link>
        )}
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
