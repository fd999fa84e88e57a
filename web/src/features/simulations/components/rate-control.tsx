/** How many simulated invoices a second there are: starts, changes and stops them. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { type FormEvent, useState } from "react"
import { IconPlayerPlay, IconPlayerStop } from "../../../components/icons.ts"
import { fieldErrors } from "../../../lib/field-errors.ts"
import { formatRate } from "../../../lib/numbers.ts"
import { toast } from "../../../lib/toast.ts"
import { useSimulations } from "../api/list-simulations.ts"
import { useSetRate } from "../api/set-rate.ts"
import { runningOf } from "../model.ts"
import classes from "./rate-control.module.css"

export function RateControl() {
  const { data: simulations = [], isPending: isUnknown } = useSimulations()
  const { mutate, isPending, error } = useSetRate()
  const [typed, setTyped] = useState<string>()
  const { rate } = runningOf(simulations)
  // Why nothing is sent although it runs.
  const note = simulations.find(one => one.status === "running" && one.note)?.note
  const isRunning = rate > 0
  const fault = error ? faultOf(error) : undefined
  const shown = typed ?? String(isRunning ? rate : 5)

  const setRate = (wanted: number | string, done: string) =>
    mutate(wanted, {
      onSuccess: () => {
        setTyped(undefined)
        toast(done, { undo: () => mutate(rate) })
      },
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRate(shown, t("simulations:rateIs", { rate: formatRate(Number(shown)) }))
  }

  return (
    <form onSubmit={submit} className={classes.control} noValidate>
      <label className={classes.field}>
        <input
          type="number"
          inputMode="decimal"
          min={0.01}
          step="any"
          aria-label={t("simulations:invoicesASecond")}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : "rate-fault"}
          value={shown}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <span aria-hidden>{t("simulations:perSecondShort")}</span>
      </label>
      <Button
        type="submit"
        size="xs"
        variant={isRunning ? "default" : "filled"}
        loading={isPending}
        disabled={isUnknown || (isRunning && Number(shown) === rate)}
        leftSection={isRunning ? undefined : <IconPlayerPlay size={14} aria-hidden />}
      >
        {t(isRunning ? "simulations:change" : "simulations:startShort")}
      </Button>
      {isRunning && (
        <Button
          size="xs"
          variant="default"
          loading={isPending}
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={() => setRate(0, t("simulations:isStopped"))}
        >
          {t("simulations:stop")}
        </Button>
      )}
      {note && <p className={classes.fault}>{note}</p>}
      {fault !== undefined && (
        <p id="rate-fault" role="alert" className={classes.fault}>
          {fault}
        </p>
      )}
    </form>
  )
}

function faultOf(error: unknown): string {
  const { fields, others } = fieldErrors(error, path => path)
  return fields.rate ?? Object.values(fields)[0] ?? others[0] ?? ""
}
