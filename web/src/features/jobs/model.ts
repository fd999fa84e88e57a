/** The states of a job, and what its form holds and becomes. */
import { t } from "i18next"
import type { Tone } from "../../components/state-badge.tsx"
import type { Job, JobInput } from "./types.ts"

/** What each state is called and means. */
export const states: Record<Job["status"], { word(): string; tone: Tone }> = {
  running: { word: () => t("jobs:running"), tone: "busy" },
  completed: { word: () => t("jobs:completed"), tone: "good" },
  failed: { word: () => t("jobs:failed"), tone: "bad" },
}

/** How the bills that a job has read so far came out, in shares of 100. The rest is under way. */
export function sharesOf({ read, written, skipped, failed }: Job) {
  const part = (count: number) => (read === 0 ? 0 : (count / read) * 100)
  return { written: part(written), skipped: part(skipped), failed: part(failed) }
}

/** How long it ran, or runs, in milliseconds. */
export const durationOf = ({ startedAt, endedAt }: Job, now: number = Date.now()): number =>
  Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt))

/** The discount in percent, or empty for the configured one; the campaign, or empty for one that the server names. */
export type JobForm = { percent: number | string; campaign: string }

/** Faults that need no server to be seen; the others are the API's to tell. */
export function checkForm({ percent }: JobForm): { percent?: string } {
  if (percent === "" || (Number(percent) > 0 && Number(percent) <= 100)) return {}
  return { percent: t("jobs:percentFault") }
}

/** What is sent: the rate as a share of 1, exact to the two decimal places of percent that the form takes. */
export const toInput = ({ percent, campaign }: JobForm): JobInput => ({
  type: "discount",
  ...(percent === "" ? {} : { rate: Math.round(Number(percent) * 100) / 10_000 }),
  ...(campaign.trim() ? { campaign: campaign.trim() } : {}),
})
