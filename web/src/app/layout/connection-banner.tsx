/** Says that the API cannot be reached, asks until it can, then reads everything on the screen again. */

import { Loader } from "@mantine/core"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { t } from "i18next"
import { useEffect, useRef, useSyncExternalStore } from "react"
import { pollEvery } from "../../config/polling.ts"
import { get } from "../../lib/api-client.ts"
import { isReachable, onReachableChange } from "../../lib/connection.ts"
import classes from "./connection-banner.module.css"

export function ConnectionBanner() {
  const reachable = useSyncExternalStore(onReachableChange, isReachable)
  useReconnect(reachable)
  return (
    <div role="status">
      {!reachable && (
        <div className={classes.banner}>
          <Loader size="xs" color="currentColor" aria-hidden />
          <span>
            <strong>{t("app:away")}</strong> {t("app:awayDetail")}
          </span>
        </div>
      )}
    </div>
  )
}

function useReconnect(reachable: boolean): void {
  const client = useQueryClient()
  useQuery({
    queryKey: ["connection"],
    queryFn: ({ signal }) => get("/registry-service/health", { signal }),
    enabled: !reachable,
    refetchInterval: pollEvery.reconnect,
    retry: false,
    gcTime: 0,
  })
  const before = useRef(reachable)
  useEffect(() => {
    if (reachable && !before.current) void client.invalidateQueries()
    before.current = reachable
  }, [reachable, client])
}
