/** Starts a discount over all bills that have none yet. */
import { NumberInput, SimpleGrid, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
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
        toast("The job has started")
        onStarted(job)
      },
    })
  return (
    <ApiForm
      form={form}
      error={error}
      fieldOf={path => fields[path]}
      onSubmit={start}
      submit="Start the job"
      isSaving={isPending}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label="Discount"
          description="In percent; left empty, the configured one"
          suffix=" %"
          decimalScale={2}
          allowNegative={false}
          {...form.getInputProps("percent")}
        />
        <TextInput
          label="Campaign"
          description="A name to find it by; may be left empty"
          maxLength={100}
          autoComplete="off"
          {...form.getInputProps("campaign")}
        />
      </SimpleGrid>
    </ApiForm>
  )
}
