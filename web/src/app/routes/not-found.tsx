/** An address that leads nowhere. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link, useLocation } from "react-router"
import { Empty } from "../../components/empty.tsx"
import { IconMapQuestion } from "../../components/icons.ts"
import { Page } from "../../components/page.tsx"
import { paths } from "../../config/paths.ts"

export function NotFound() {
  const { pathname } = useLocation()
  return (
    <Page title={t("app:noSuchPage")}>
      <Empty icon={IconMapQuestion} title={t("app:nothingHere")} text={t("app:noPageAt", { path: pathname })}>
        <Button component={Link} to={paths.home}>
          {t("app:goHome")}
        </Button>
      </Empty>
    </Page>
  )
}
