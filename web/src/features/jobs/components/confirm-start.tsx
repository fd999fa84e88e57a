/** Shows what a job would do, and asks whether to start it. */
import { Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core"
import { t } from "i18next"
import { QueryView } from "../../../components/query-view.tsx"
import { Stats } from "../../../components/stats.tsx"
import { formatAmount } from "../../../lib/money.ts"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import { usePreview } from "../api/get-preview.ts"
import type { JobInput } from "../types.ts"

type Props = {
  /** What would be started; undefined while nothing is asked. */
  input: JobInput | undefined
  isStarting: boolean
  onCancel(): void
  onConfirm(input: JobInput): void
}

export const ConfirmStart = ({ input, onCancel, ...rest }: Props) => (
  <Modal
    opened={input !== undefined}
    onClose={onCancel}
    title={t("jobs:startQuestion")}
    closeButtonProps={{ "aria-label": t("components:close") }}
    centered
  >
    {input && <Content {...rest} input={input} onCancel={onCancel} />}
  </Modal>
)

function Content({ input, isStarting, onCancel, onConfirm }: Props & { input: JobInput }) {
  const query = usePreview(input)
  return (
    <Stack>
      <QueryView query={query} loading={<Skeleton height={150} />}>
        {({ rate, bills, amount }) => (
          <>
            <Stats
              stats={[
                {
                  label: t("jobs:billsAffected"),
                  value: formatCount(bills),
                  note: t("jobs:withoutDiscount"),
                },
                {
                  label: t("jobs:takenOff"),
                  value: formatAmount(amount),
                  note: t("jobs:atRate", { rate: formatShare(rate) }),
                },
              ]}
            />
            <Text size="sm">{t(bills === 0 ? "jobs:nothingToDo" : "jobs:canBeUndone")}</Text>
          </>
        )}
      </QueryView>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t("components:cancel")}
        </Button>
        <Button
          onClick={() => onConfirm(input)}
          loading={isStarting}
          disabled={query.isPending}
          data-autofocus
        >
          {t("jobs:start")}
        </Button>
      </Group>
    </Stack>
  )
}
