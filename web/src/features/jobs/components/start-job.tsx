/** Starts a discount over all bills that have none yet. */

import { NumberInput, SimpleGrid, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { ApiForm } from "../../../components/api-form.tsx"
import { toast } from "../../../lib/toast.ts"
import { useStartJob } from "../api/start-job.ts"
import { checkForm, type JobForm, toInput } from "../model.ts"
import type { Job } from "../types.ts"

const fields: Record<string, string> = { rate: "percent", campaign: "campaign" }

export function StartJob({ onStarted }: { onStarted(job: Job): void }) {
  const { mutate, isPending, error } = useStartJob()
  const form = useForm<JobForm>({ initialValues: { percent: "", campaign: "" }, validate: checkForm })
  const start = (values: JobForm) =>
    mutate(toInput(values), {
      onSuccess: job => {
        toast(t("jobs:hasStarted"))
        onStarted(job)
      },
    })
  return (
    <ApiForm
      form={form}
      error={error}
      fieldOf={path => fields[path]}
      onSubmit={start}
      submit={t("jobs:start")}
      isSaving={isPending}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t("jobs:discount")}
          description={t("jobs:discountHint")}
          suffix=" %"
          decimalScale={2}
          allowNegative={false}
          {...form.getInputProps("percent")}
        />
        <TextInput
          label={t("jobs:campaign")}
          description={t("jobs:campaignHint")}
          maxLength={100}
          autoComplete="off"
          {...form.getInputProps("campaign")}
        />
      </SimpleGrid>
    </ApiForm>
  )
}
