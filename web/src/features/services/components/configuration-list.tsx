/** The configuration values in force, of all services. */
import { t } from "i18next"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconServer2 } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { useConfiguration } from "../api/list-configuration.ts"
import type { ConfigurationValue } from "../types.ts"
import classes from "./configuration-list.module.css"

const columns: Column<ConfigurationValue>[] = [
  {
    key: "name",
    header: () => t("services:name"),
    cell: ({ service, name }) => (
      <>
        <span className={classes.name}>{name}</span>
        <small className={classes.service}>{service}</small>
      </>
    ),
  },
  {
    key: "value",
    header: () => t("services:value"),
    cell: ({ value, isSecret }) =>
      isSecret ? t("services:secret") : <code className={classes.value}>{value}</code>,
  },
  {
    key: "changedAt",
    header: () => t("services:changed"),
    width: "190px",
    detail: true,
    cell: ({ changedAt, version }) =>
      changedAt === null || version < 2 ? t("services:neverChanged") : <Moment at={changedAt} ago />,
  },
]

export function ConfigurationList() {
  const table = {
    label: t("services:configuration"),
    columns,
    rowKey: ({ service, name }: ConfigurationValue) => `${service}/${name}`,
  }
  return (
    <Panel title={t("services:configuration")} flush>
      <QueryView query={useConfiguration()} loading={<DataTable {...table} rows={undefined} expected={12} />}>
        {values =>
          values.length === 0 ? (
            <Empty
              icon={IconServer2}
              title={t("services:noConfiguration")}
              text={t("services:noConfigurationHint")}
            />
          ) : (
            <DataTable {...table} rows={values} />
          )
        }
      </QueryView>
    </Panel>
  )
}
