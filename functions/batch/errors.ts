/** What can be in the way of a job. */
import { ConflictError } from "../shared/errors.ts"
import type { Job } from "./schema.ts"

/** The campaign has a job already. */
export class CampaignTakenError extends ConflictError {
  override name = "CampaignTakenError"
  constructor({ id, campaign, status }: Job) {
    const what = {
      completed: "is complete",
      running: "is running",
      failed: "has failed and can be restarted",
    }[status]
    super(`The campaign ${JSON.stringify(campaign)} ${what}: job ${id}.`)
  }
}

/** The job is neither failed nor left by its runner. */
export class NotRestartableError extends ConflictError {
  override name = "NotRestartableError"
  constructor({ id, status, undoneBy }: Job, leaseUntil: number) {
    super(
      undoneBy !== null
        ? `The job ${id} is taken back by the job ${undoneBy}.`
        : status === "completed"
          ? `The job ${id} is complete; there is nothing left to do.`
          : `The job ${id} is running. Should its runner have died, it can be restarted from ${new Date(leaseUntil).toISOString()} on.`,
    )
  }
}

/** The job cannot be taken back: it is one that takes back, is still running, or is taken back already. */
export class NotUndoableError extends ConflictError {
  override name = "NotUndoableError"
  constructor({ id, type, undoneBy }: Job) {
    const why =
      type === "undo-discount"
        ? "takes another one back, and cannot be taken back itself"
        : undoneBy === null
          ? "is running. It can be taken back when it has ended"
          : `is taken back already, by the job ${undoneBy}`
    super(`The job ${id} ${why}.`)
  }
}
