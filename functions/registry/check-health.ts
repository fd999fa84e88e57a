/**
 * The scheduled health checks. A schedule begins once a minute at most, which is long to hand out an instance that
 * has failed, so one invocation makes several rounds, as long as its time allows.
 */
import { setTimeout as sleep } from "node:timers/promises"
import type { Context } from "aws-lambda"
import { withCorrelation } from "../shared/correlation.ts"
import { createLogger } from "../shared/logger.ts"
import { checkAll } from "./check-all.ts"
import { settings } from "./settings.ts"

const logger = createLogger("registry-service")

/** From the start of one round to the next, in milliseconds: while all is well, and while something is down. */
const pace = { calm: 14_500, alert: 5_000 }

/** Time that a round takes beside waiting for answers, in milliseconds, to end before the function is ended. */
const overhead = 2_000

/** Checks all instances, again and again while `context` gives the time for one more round. */
export const handler = (_event: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> =>
  withCorrelation(undefined, async () => {
    for (let known: string[] | undefined; ; ) {
      const start = Date.now()
      const { "check-timeout-ms": timeoutMs } = await settings()
      const down = await checkAll(timeoutMs).catch(error => {
        logger.error("round of health checks failed", error as Error)
        return known ?? []
      })
      report(known, down)
      known = down

      const pause = (down.length > 0 ? pace.alert : pace.calm) - (Date.now() - start)
      if (context.getRemainingTimeInMillis() < pause + timeoutMs + overhead) return
      await sleep(Math.max(0, pause))
    }
  })

/** A line when something has changed, so that the log is quiet otherwise. */
function report(before: string[] | undefined, down: string[]): void {
  const failed = down.filter(id => before && !before.includes(id))
  const back = (before ?? []).filter(id => !down.includes(id))
  if (failed.length > 0) logger.warn("instances failed their health check", { failed })
  if (back.length > 0) logger.info("instances are back", { back })
}
