/** Making a job, and making one go on. */
import { correlationId } from "../shared/correlation.ts"
import { NotFoundError } from "../shared/errors.ts"
import { newId } from "../shared/ids.ts"
import { CampaignTakenError, NotRestartableError, NotUndoableError } from "./errors.ts"
import { jobs, type StoredJob } from "./repository.ts"
import type { JobInput } from "./schema.ts"
import { settings } from "./settings.ts"

/** How long a new job waits for its runner before it may be restarted, in milliseconds. */
const startTime = 60_000

/** Stores a new job, ready to be run. Throws a CampaignTakenError when the campaign has one. */
export async function createJob({ type, rate, campaign }: JobInput): Promise<StoredJob> {
  const job = newJob({
    type,
    campaign: campaign ?? `discount-${new Date().toISOString()}`,
    rate: rate ?? (await settings())["discount-rate"],
    undoes: null,
  })
  if (await jobs.add(job)) return job
  throw new CampaignTakenError((await jobs.ofCampaign(job.campaign)) ?? job)
}

/** Stores the job that takes an ended one back, ready to be run. Throws a NotFoundError or a NotUndoableError. */
export async function createUndo(id: string): Promise<StoredJob> {
  const done = await jobs.get(id)
  if (!done) throw new NotFoundError("job", id)
  if (done.type !== "discount") throw new NotUndoableError(done)
  const { campaign, rate } = done
  const undo = newJob({ type: "undo-discount", campaign, rate, undoes: id })
  if (await jobs.addUndo(undo, id)) return undo
  throw new NotUndoableError((await jobs.get(id)) ?? done)
}

function newJob(given: Pick<StoredJob, "type" | "campaign" | "rate" | "undoes">): StoredJob {
  const now = new Date()
  const startedAt = now.toISOString()
  return {
    id: newId(),
    ...given,
    status: "running",
    read: 0,
    written: 0,
    skipped: 0,
    failed: 0,
    undoneBy: null,
    error: null,
    startedAt,
    updatedAt: startedAt,
    endedAt: null,
    correlationId: correlationId() ?? newId(),
    leaseUntil: now.getTime() + startTime,
  }
}

/** Makes a failed job, or one that its runner left, ready to be run from where it is. Throws when it is neither. */
export async function reopenJob(id: string): Promise<StoredJob> {
  const job = await jobs.get(id)
  if (!job) throw new NotFoundError("job", id)
  const reopened = await jobs.reopen(job, Date.now())
  if (reopened) return reopened
  const { leaseUntil, ...now } = (await jobs.get(id)) ?? job
  throw new NotRestartableError(now, leaseUntil)
}
