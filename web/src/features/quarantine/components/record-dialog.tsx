/** One record in quarantine: why it is there, its bytes, and how it gets back on the stream. */
import { Modal, Skeleton, Stack } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { t } from "i18next"
import type { ReactNode } from "react"
import { Facts } from "../../../components/facts.tsx"
import { Moment } from "../../../components/moment.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { useQuarantined } from "../api/get-quarantined.ts"
import { reasonWords } from "../model.ts"
import type { QuarantinedRecord } from "../types.ts"
import { HexView } from "./hex-view.tsx"
import { ReplayForm } from "./replay-form.tsx"

type Props = { id: string; onClose(): void }

export const RecordDialog = ({ id, onClose }: Props) => (
  <Modal
    opened
    onClose={onClose}
    title={t("quarantine:record")}
    size="xl"
    fullScreen={useMediaQuery("(max-width: 48em)")}
    closeButtonProps={{ "aria-label": t("components:close") }}
  >
    <Content id={id} onReplayed={onClose} />
  </Modal>
)

const Content = ({ id, onReplayed }: { id: string; onReplayed(): void }) => (
  <QueryView query={useQuarantined(id)} loading={<Skeleton height={420} />}>
    {record => (
      <Stack gap="lg">
        <Facts facts={factsOf(record)} />
        <HexView data={record.data} size={record.size} />
        <ReplayForm record={record} onReplayed={onReplayed} />
      </Stack>
    )}
  </QueryView>
)

const factsOf = ({
  reason,
  detail,
  arrivedAt,
  size,
  partitionKey,
  shardId,
  sequenceNumber,
  replay,
}: QuarantinedRecord): Parameters<typeof Facts>[0]["facts"] => [
  [t("quarantine:reason"), reasonWords(reason)],
  [t("quarantine:detail"), detail],
  [t("quarantine:arrived"), <Moment key="arrived" at={arrivedAt} />],
  [t("quarantine:size"), t("quarantine:bytes", { count: size })],
  [t("quarantine:key"), partitionKey],
  [t("quarantine:place"), `${shardId} ${sequenceNumber}`],
  ...(replay
    ? [
        [
          t("quarantine:by"),
          <span key="by">
            <Moment at={replay.at} />, {replay.by}
          </span>,
        ] as [string, ReactNode],
      ]
    : []),
]
