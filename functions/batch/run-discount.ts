/**
 * The runner of discount jobs. With a `jobId` it runs that job. Without one it makes a job of its own and runs it: the
 * schedule's is `nightly-<day>`, one started by hand `discount-<time>`.
 */
import type { Context } from "aws-lambda"
import { withCorrelation } from "../shared/correlation.ts"
import { newId } from "../shared/ids.ts"
import { createLogger } from "../shared/logger.ts"
import { CampaignTakenError, NotRestartableError } from "./errors.ts"
import { createJob, reopenJob } from "./jobs.ts"
import { jobs, type StoredJob, toJob } from "./repository.ts"
import { runJob } from "./run-job.ts"
import type { Job } from "./schema.ts"
import { type DiscountEvent, invokeDiscount } from "./start-runner.ts"

const logger = createLogger("batch-service")

/** Time that is left for the last step with all its tries, in milliseconds. */
const reserve = 90_000

/** Runs a job. Gives it as it is afterwards; undefined when there is no such job. */
export async function handler(
  event: DiscountEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<Job | undefined> {
  const jobId = event?.jobId ?? (await withCorrelation(undefined, () => ownJob(event)))
  const runner = newId()
  const claimed = await jobs.claim(jobId, runner, Date.now())
  if (claimed) {
    const hasTime = () => context.getRemainingTimeInMillis() > reserve
    await withCorrelation(claimed.correlationId, () => run(claimed, runner, hasTime))
  }
  const job = await jobs.get(jobId)
  return job && toJob(job)
}

async function run({ ...job }: StoredJob, runner: string, hasTime: () => boolean): Promise<void> {
  const outcome = await runJob(job, runner, hasTime)
  logger.info("job run", { jobId: job.id, campaign: job.campaign, outcome })
  if (outcome === "released") await invokeDiscount(job.id)
}

/** The id of a new job; of the schedule's own one when the same night is delivered again, which goes on then. */
async function ownJob(event: DiscountEvent): Promise<string> {
  if (event?.["detail-type"] !== "Scheduled Event") return (await createJob({ type: "discount" })).id
  const campaign = `nightly-${(event.time ?? new Date().toISOString()).slice(0, 10)}`
  try {
    return (await createJob({ type: "discount", campaign })).id
  } catch (error) {
    const before = error instanceof CampaignTakenError && (await jobs.ofCampaign(campaign))
    if (!before) throw error
    await reopenJob(before.id).catch(reason => {
      if (!(reason instanceof NotRestartableError)) throw reason
    })
    return before.id
  }
}
