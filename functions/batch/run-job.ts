/** Runs one job, step by step, as long as the invocation may. */
import { UpstreamError } from "../shared/errors.ts"
import { discountNext, StepError, undoNext } from "./billing.ts"
import { jobs, type Progress, type StoredJob } from "./repository.ts"

/**
 * Runs a job that `runner` has claimed while `hasTime`. Gives `ended`, `released` when there is more to do and the next
 * runner may take it, and `lost` when another runner has it. After each step its counts and its place are stored in
 * one write, so that whoever goes on counts no bill twice.
 */
export async function runJob(
  job: StoredJob,
  runner: string,
  hasTime: () => boolean,
): Promise<"ended" | "released" | "lost"> {
  const { id, type, campaign, rate } = job
  let progress: Progress = job
  do {
    if (!hasTime()) return (await jobs.release(id, runner)) ? "released" : "lost"
    try {
      const { cursor } = progress
      const step =
        type === "discount" ? discountNext({ campaign, rate, cursor }) : undoNext({ campaign, cursor })
      progress = add(progress, await step)
    } catch (error) {
      if (!(error instanceof UpstreamError || error instanceof StepError)) throw error
      return (await jobs.end(id, runner, error.message, Date.now())) ? "ended" : "lost"
    }
    if (!(await jobs.advance(id, runner, progress, Date.now()))) return "lost"
  } while (progress.cursor !== undefined)
  const error =
    progress.failed > 0 ? `${progress.failed} bills could not be written; a restart tries them again.` : null
  return (await jobs.end(id, runner, error, Date.now())) ? "ended" : "lost"
}

const add = (before: Progress, step: Progress): Progress => ({
  read: before.read + step.read,
  written: before.written + step.written,
  skipped: before.skipped + step.skipped,
  failed: before.failed + step.failed,
  cursor: step.cursor,
})
