/** The records in quarantine, newest first; each opens over the page, at an address of its own. */
import { t } from "i18next"
import type { Column } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconShieldCheck } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { PagedList } from "../../../components/paged-list.tsx"
import { StateBadge } from "../../../components/state-badge.tsx"
import { pageSize } from "../../../config/page-size.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { useQuarantine } from "../api/list-quarantine.ts"
import { reasonWords } from "../model.ts"
import type { QuarantineEntry } from "../types.ts"

const columns: Column<QuarantineEntry>[] = [
  {
    key: "reason",
    header: () => t("quarantine:reason"),
    cell: ({ reason }) => reasonWords(reason),
    width: "200px",
  },
  { key: "detail", header: () => t("quarantine:detail"), cell: ({ detail }) => detail, detail: true },
  {
    key: "arrivedAt",
    header: () => t("quarantine:arrived"),
    cell: ({ arrivedAt }) => <Moment at={arrivedAt} ago />,
    width: "150px",
  },
  {
    key: "size",
    header: () => t("quarantine:size"),
    cell: ({ size }) => formatCount(size),
    align: "end",
    width: "90px",
    detail: true,
  },
  {
    key: "state",
    header: () => t("quarantine:state"),
    cell: ({ replay }) => (
      <StateBadge tone={replay ? "good" : "bad"}>
        {t(replay ? "quarantine:replayed" : "quarantine:waiting")}
      </StateBadge>
    ),
    width: "130px",
  },
]

type Props = { cursor: string | undefined; recordLink(id: string): string }

export const QuarantineList = ({ cursor, recordLink }: Props) => (
  <PagedList
    label={t("quarantine:quarantine")}
    query={useQuarantine({ cursor, limit: pageSize })}
    columns={columns}
    rowKey={({ id }) => id}
    rowLink={({ id }) => recordLink(id)}
    expected={3}
    empty={
      <Empty
        icon={IconShieldCheck}
        title={t("quarantine:none")}
        text={t("quarantine:noneHint")}
        height={179}
      />
    }
  />
)
