/** The button that goes on with a job that failed, from where it stopped. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { IconRotateClockwise } from "../../../components/icons.ts"
import { toast } from "../../../lib/toast.ts"
import { useRestartJob } from "../api/restart-job.ts"
import { isRestartable } from "../model.ts"
import type { Job } from "../types.ts"

export function RestartJob({ job, onFailed }: { job: Job; onFailed(error: unknown): void }) {
  const { mutate, isPending } = useRestartJob()
  if (!isRestartable(job)) return null
  return (
    <Button
      loading={isPending}
      leftSection={<IconRotateClockwise size={16} aria-hidden />}
      onClick={() => mutate(job.id, { onSuccess: () => toast(t("jobs:goesOn")), onError: onFailed })}
    >
      {t("jobs:restart")}
    </Button>
  )
}
