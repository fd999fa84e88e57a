/** The button that takes a job back; the job that does so is shown next. */
import { t } from "i18next"
import { ConfirmButton } from "../../../components/confirm-button.tsx"
import { IconArrowBackUp } from "../../../components/icons.ts"
import { toast } from "../../../lib/toast.ts"
import { useUndoJob } from "../api/undo-job.ts"
import { isUndoable, titleOf } from "../model.ts"
import type { Job } from "../types.ts"

export function UndoJob({ job, onStarted }: { job: Job; onStarted(undo: Job): void }) {
  const { mutate, isPending, error } = useUndoJob()
  if (!isUndoable(job)) return null
  return (
    <ConfirmButton
      label={t("jobs:undo")}
      icon={IconArrowBackUp}
      question={t("jobs:undoQuestion", { job: titleOf(job) })}
      consequence={t("jobs:undoConsequence", { count: job.written })}
      isWorking={isPending}
      error={error}
      onConfirm={close =>
        mutate(job.id, {
          onSuccess: undo => {
            close()
            toast(t("jobs:undoStarted"))
            onStarted(undo)
          },
        })
      }
    />
  )
}
