/** To newer and older things. The page is in the address (`?cursor=`). */

import { Button, Group } from "@mantine/core"
import { t } from "i18next"
import { useLocation, useNavigate, useSearchParams } from "react-router"
import { newerPage, olderPage, type PageTrail, trailOf } from "../lib/page-trail.ts"
import { withParams } from "../lib/search-params.ts"
import { IconChevronLeft, IconChevronRight } from "./icons.ts"

/** The cursor in the address; undefined on the first page. */
export const useCursor = (): string | undefined => useSearchParams()[0].get("cursor") || undefined

type Props = { next: string | undefined; isFetching: boolean }

export function Pager({ next, isFetching }: Props) {
  const cursor = useCursor()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const trail = trailOf(useLocation().state)
  if (!cursor && !next) return null

  const go = ({ cursor: to, trail: way }: { cursor?: string | undefined; trail: PageTrail }) =>
    void navigate({ search: `?${withParams(params, { cursor: to })}` }, { state: { trail: way } })

  return (
    <Group justify="space-between" mt="md" component="nav" aria-label={t("components:pages")}>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={!cursor}
        onClick={() => go(newerPage(trail))}
      >
        {t("components:newer")}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={!next}
        loading={isFetching}
        onClick={() => next && go(olderPage(cursor, next, trail))}
      >
        {t("components:older")}
      </Button>
    </Group>
  )
}
