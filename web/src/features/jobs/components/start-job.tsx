/** Starts a discount over all bills that have none yet, after showing what it would do. */
import { NumberInput, SimpleGrid, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { useState } from "react"
import { ApiForm } from "../../../components/api-form.tsx"
import { toast } from "../../../lib/toast.ts"
import { useStartJob } from "../api/start-job.ts"
import { checkForm, type JobForm, toInput } from "../model.ts"
import type { Job, JobInput } from "../types.ts"
import { ConfirmStart } from "./confirm-start.tsx"

const fields: Record<string, string> = { rate: "percent", campaign: "campaign" }

export function StartJob({ onStarted }: { onStarted(job: Job): void }) {
  const { mutate, isPending, error } = useStartJob()
  const [asked, setAsked] = useState<JobInput>()
  const form = useForm<JobForm>({ initialValues: { percent: "", campaign: "" }, validate: checkForm })
  const start = (input: JobInput) =>
    mutate(input, {
      onSuccess: job => {
        toast(t("jobs:hasStarted"))
        onStarted(job)
      },
      // What is wrong is shown at its field.
      onSettled: () => setAsked(undefined),
    })
  return (
    <>
      <ApiForm
        form={form}
        error={error}
        fieldOf={path => fields[path]}
        onSubmit={values => setAsked(toInput(values))}
        submit={t("jobs:preview")}
        isSaving={false}
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
      <ConfirmStart
        input={asked}
        isStarting={isPending}
        onCancel={() => setAsked(undefined)}
        onConfirm={start}
      />
    </>
  )
}
