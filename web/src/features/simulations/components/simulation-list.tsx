/** The newest simulations, those that run first, each with its button to stop it. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { IconActivity, IconPlayerStop } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { StateBadge } from "../../../components/state-badge.tsx"
import { formatCount, formatRate } from "../../../lib/numbers.ts"
import { toast } from "../../../lib/toast.ts"
import { useSimulations } from "../api/list-simulations.ts"
import { useStopSimulation } from "../api/stop-simulation.ts"
import { runningFirst, states } from "../model.ts"
import type { Simulation } from "../types.ts"
import classes from "./simulation-list.module.css"

/** How many are listed. */
const most = 6

const columns: Column<Simulation>[] = [
  { key: "rate", header: () => t("simulations:rate"), cell: Rate },
  {
    key: "status",
    header: () => t("simulations:state"),
    width: "124px",
    cell: ({ status }) => <StateBadge tone={states[status].tone}>{states[status].word()}</StateBadge>,
  },
  {
    key: "sent",
    header: () => t("simulations:sent"),
    align: "end",
    width: "90px",
    cell: Sent,
  },
  {
    key: "stop",
    header: () => t("simulations:stop"),
    quiet: true,
    align: "end",
    width: "110px",
    cell: simulation => <StopButton simulation={simulation} />,
  },
]

export function SimulationList() {
  const table = { label: t("simulations:simulations"), columns, rowKey: ({ id }: Simulation) => id }
  return (
    <QueryView query={useSimulations()} loading={<DataTable {...table} rows={undefined} expected={3} />}>
      {simulations =>
        simulations.length === 0 ? (
          <Empty icon={IconActivity} title={t("simulations:none")} text={t("simulations:noneHint")} />
        ) : (
          <DataTable {...table} rows={runningFirst(simulations).slice(0, most)} />
        )
      }
    </QueryView>
  )
}

function Rate({ rate, status, note, createdAt }: Simulation) {
  return (
    <>
      <span className="number">{t("simulations:aSecond", { rate: formatRate(rate) })}</span>
      <div className={classes.since}>
        {status === "running" && note ? (
          <span className={classes.note}>{note}</span>
        ) : (
          <>
            {t("simulations:started")} <Moment at={createdAt} ago />
          </>
        )}
      </div>
    </>
  )
}

function Sent({ sent, skipped }: Simulation) {
  return (
    <>
      {formatCount(sent)}
      {skipped > 0 && (
        <div className={classes.since} title={t("simulations:skippedHint")}>
          {t("simulations:skipped", { skipped: formatCount(skipped) })}
        </div>
      )}
    </>
  )
}

function StopButton({ simulation: { id, status, rate } }: { simulation: Simulation }) {
  const { mutate, isPending, error } = useStopSimulation()
  if (status !== "running") return null
  if (error) return <ErrorNotice error={error} onRetry={() => mutate(id)} />
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlayerStop size={14} aria-hidden />}
      loading={isPending}
      onClick={() => mutate(id, { onSuccess: () => toast(t("simulations:isStopped")) })}
      aria-label={t("simulations:stopOf", { rate: formatRate(rate) })}
    >
      {t("simulations:stop")}
    </Button>
  )
}
