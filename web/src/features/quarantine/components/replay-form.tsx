/** Repairs a record and puts it on the stream again. */
import { Textarea } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { ApiForm } from "../../../components/api-form.tsx"
import { toast } from "../../../lib/toast.ts"
import { useReplayQuarantined } from "../api/replay-quarantined.ts"
import { toRepair } from "../model.ts"
import type { QuarantinedRecord } from "../types.ts"

export function ReplayForm({ record, onReplayed }: { record: QuarantinedRecord; onReplayed(): void }) {
  const { mutate, isPending, error } = useReplayQuarantined(record.id)
  const form = useForm({ initialValues: { data: record.text ?? "" } })
  return (
    <ApiForm
      form={form}
      error={error}
      fieldOf={path => (path === "data" ? path : undefined)}
      submit={t("quarantine:replay")}
      isSaving={isPending}
      onSubmit={({ data }) =>
        mutate(toRepair(record.text, data), {
          onSuccess: () => {
            toast(t("quarantine:isReplayed"))
            onReplayed()
          },
        })
      }
    >
      <Textarea
        label={t("quarantine:text")}
        description={t(record.text === null ? "quarantine:noText" : "quarantine:textHint")}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        {...form.getInputProps("data")}
      />
    </ApiForm>
  )
}
