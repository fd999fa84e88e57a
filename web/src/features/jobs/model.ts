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

/** How much of a running job is done, in per cent: of the bills that it is expected to read. Never full before the end. */
export const doneOf = ({ read }: Job, expected: number): number =>
  expected === 0 ? 0 : Math.min(99, (read / expected) * 100)

/** How long a job may be silent before its runner counts as dead, in milliseconds: as long as the API waits. */
const silence = 120_000

/** Whether the API lets it go on: it failed, or nobody has heard of it for a while. What is taken back stays so. */
export const isRestartable = ({ status, updatedAt, undoneBy }: Job, now: number = Date.now()): boolean =>
  undoneBy === null &&
  (status === "failed" || (status === "running" && now - Date.parse(updatedAt) > silence))

/** Whether it can be taken back: a discount that ended, and that nobody took back yet. */
export const isUndoable = ({ type, status, undoneBy }: Job): boolean =>
  type === "discount" && status !== "running" && undoneBy === null

/** What a job is called. */
export const titleOf = ({ type, campaign }: Job): string =>
  type === "discount" ? t("jobs:discountCampaign", { campaign }) : t("jobs:undoCampaign", { campaign })

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
