/** What is shown when a page breaks. The navigation stays. */

import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { t } from "i18next"
import { Link, useRouteError } from "react-router"
import { paths } from "../../config/paths.ts"

export function PageError() {
  const error = useRouteError()
  return (
    <Stack align="flex-start" gap="md" py="xl" role="alert">
      <Title order={1}>{t("app:pageBroke")}</Title>
      <Text maw="60ch">
        {error instanceof Error ? error.message : t("app:brokeWhy")} {t("app:nothingLost")}
      </Text>
      <Group>
        <Button onClick={() => window.location.reload()}>{t("app:reload")}</Button>
        <Button variant="default" component={Link} to={paths.home}>
          {t("app:goHome")}
        </Button>
      </Group>
    </Stack>
  )
}
