/** Starts a simulation: random invoices at a steady rate. */

import { NumberInput, SimpleGrid } from "@mantine/core"
import { useForm } from "@mantine/form"
import { t } from "i18next"
import { ApiForm } from "../../../components/api-form.tsx"
import { toast } from "../../../lib/toast.ts"
import { useStartSimulation } from "../api/start-simulation.ts"
import { checkForm, type SimulationForm, toInput } from "../model.ts"

export function StartSimulation() {
  const { mutate, isPending, error } = useStartSimulation()
  const form = useForm<SimulationForm>({ initialValues: { rate: 1, seconds: "" }, validate: checkForm })
  return (
    <ApiForm
      form={form}
      error={error}
      fieldOf={path => (path in form.values ? path : undefined)}
      onSubmit={values => mutate(toInput(values), { onSuccess: () => toast(t("simulations:hasStarted")) })}
      submit={t("simulations:start")}
      isSaving={isPending}
    >
      <SimpleGrid cols={2}>
        <NumberInput
          label={t("simulations:invoicesASecond")}
          required
          allowNegative={false}
          decimalScale={2}
          {...form.getInputProps("rate")}
        />
        <NumberInput
          label={t("simulations:forSeconds")}
          placeholder={t("simulations:untilStopped")}
          allowNegative={false}
          {...form.getInputProps("seconds")}
        />
      </SimpleGrid>
    </ApiForm>
  )
}
