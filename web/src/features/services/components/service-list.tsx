/** Who is registered, where, how healthy, and since when: one table, a row an instance. */

import { t } from "i18next"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconServer2 } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { StateBadge } from "../../../components/state-badge.tsx"
import { formatDuration } from "../../../lib/dates.ts"
import { useServices } from "../api/list-services.ts"
import { states } from "../model.ts"
import type { Instance, RegisteredService } from "../types.ts"
import classes from "./service-list.module.css"

/** A row: an instance, or a service that has none. */
type Row = { service: string; instance?: Instance }

const columns: Column<Row>[] = [
  { key: "service", header: () => t("services:service"), cell: ServiceName },
  {
    key: "status",
    header: () => t("services:state"),
    width: "160px",
    cell: ({ instance }) => {
      const state = instance
        ? states[instance.status]
        : { word: () => t("services:noInstance"), tone: "bad" as const }
      return <StateBadge tone={state.tone}>{state.word()}</StateBadge>
    },
  },
  {
    key: "since",
    header: () => t("services:since"),
    width: "150px",
    detail: true,
    cell: ({ instance }) => (instance?.since ? <Moment at={instance.since} ago /> : "–"),
  },
  {
    key: "checkedAt",
    header: () => t("services:lastCheck"),
    width: "150px",
    detail: true,
    cell: ({ instance }) => (instance?.checkedAt ? <Moment at={instance.checkedAt} ago /> : "–"),
  },
  {
    key: "responseMs",
    header: () => t("services:answeredIn"),
    width: "110px",
    detail: true,
    align: "end",
    cell: ({ instance }) => (instance?.responseMs == null ? "–" : formatDuration(instance.responseMs)),
  },
]

function ServiceName({ service, instance }: Row) {
  return (
    <div className={classes.service}>
      <strong>{service}</strong>
      {instance && (
        <span className={classes.where}>
          <span>{instance.id}</span>
          {instance.url && <span>{instance.url}</span>}
        </span>
      )}
    </div>
  )
}

const rowsOf = (services: RegisteredService[]): Row[] =>
  services.flatMap(({ name, instances }): Row[] =>
    instances.length === 0 ? [{ service: name }] : instances.map(instance => ({ service: name, instance })),
  )

export function ServiceList() {
  const table = {
    label: t("services:registered"),
    columns,
    rowKey: ({ service, instance }: Row) => `${service}/${instance?.id ?? ""}`,
  }
  return (
    <QueryView
      query={useServices()}
      loading={
        <Panel flush>
          <DataTable {...table} rows={undefined} expected={8} />
        </Panel>
      }
    >
      {services => (
        <Panel flush>
          {services.length === 0 ? (
            <Empty icon={IconServer2} title={t("services:none")} text={t("services:noneHint")} />
          ) : (
            <DataTable {...table} rows={rowsOf(services)} />
          )}
        </Panel>
      )}
    </QueryView>
  )
}
