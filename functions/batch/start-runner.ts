/** Starts a runner of a job, beside whatever is going on. */
import { InvokeCommand } from "@aws-sdk/client-lambda"
import { lambda } from "../shared/aws/lambda.ts"
import { UpstreamError } from "../shared/errors.ts"
import { resourceName } from "../shared/stage.ts"
import { jobs } from "./repository.ts"

/** What the function `discount` is called with, for one job (`jobId`), by the schedule, or by hand (neither). */
export type DiscountEvent = { jobId?: string; "detail-type"?: string; time?: string }

/** Invokes the function `discount` for one job, without waiting for it. */
export async function invokeDiscount(jobId: string): Promise<void> {
  const event: DiscountEvent = { jobId }
  await lambda.send(
    new InvokeCommand({
      FunctionName: resourceName("discount"),
      InvocationType: "Event",
      Payload: JSON.stringify(event),
    }),
  )
}

/** Starts the runner of a job that has none. When that fails the job has failed, and an UpstreamError says so. */
export async function startRunner(jobId: string): Promise<void> {
  await invokeDiscount(jobId).catch(async cause => {
    await jobs.failUnstarted(jobId, "It could not be started.", Date.now())
    throw new UpstreamError("unreachable", `The job ${jobId} could not be started; it can be restarted.`, {
      cause,
    })
  })
}
