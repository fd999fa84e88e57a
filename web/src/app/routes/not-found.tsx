/** An address that leads nowhere. */
import { Button } from "@mantine/core"
import { Link, useLocation } from "react-router"
import { Empty } from "../../components/empty.tsx"
import { IconMapQuestion } from "../../components/icons.ts"
import { Page } from "../../components/page.tsx"
import { paths } from "../../config/paths.ts"

export function NotFound() {
  const { pathname } = useLocation()
  return (
    <Page title="There is no such page">
      <Empty icon={IconMapQuestion} title="Nothing is here" text={`No page has the address ${pathname}.`}>
        <Button component={Link} to={paths.home}>
          Go to the overview
        </Button>
      </Empty>
    </Page>
  )
}
