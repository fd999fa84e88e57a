/** The states of a simulation, and what its form holds and becomes. */
import { t } from "i18next"
import type { Tone } from "../../components/state-badge.tsx"
import type { Simulation, SimulationInput } from "./types.ts"

/** What each state is called and means. */
export const states: Record<Simulation["status"], { word(): string; tone: Tone }> = {
  running: { word: () => t("simulations:running"), tone: "busy" },
  stopped: { word: () => t("simulations:stopped"), tone: "neutral" },
  finished: { word: () => t("simulations:finished"), tone: "good" },
}

/** Those that run, and the invoices a second that they send together. */
export function runningOf(simulations: Simulation[]): { count: number; rate: number } {
  const running = simulations.filter(({ status }) => status === "running")
  return { count: running.length, rate: running.reduce((sum, { rate }) => sum + rate, 0) }
}

/** The same, with those that run before the others. */
export const runningFirst = (simulations: Simulation[]): Simulation[] =>
  [...simulations].sort((a, b) => Number(b.status === "running") - Number(a.status === "running"))

/** Invoices a second, and how many seconds; no seconds means until it is stopped. */
export type SimulationForm = { rate: number | string; seconds: number | string }

/** Faults that need no server to be seen; the others are the API's to tell. */
export const checkForm = ({ rate }: SimulationForm): { rate?: string } =>
  rate === "" ? { rate: t("simulations:mustNotBeEmpty") } : {}

/** What is sent. */
export const toInput = ({ rate, seconds }: SimulationForm): SimulationInput => ({
  rate,
  ...(seconds === "" ? {} : { seconds }),
})
