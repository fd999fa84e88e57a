/** Every minute: brings to an end what a crash left half done between a bill and its stock. */
import { createLogger } from "../shared/logger.ts"
import { abandonedAfter, bringToEnd } from "./issue-bill.ts"
import { sagas } from "./sagas.ts"

const logger = createLogger("billing-service")

/** Repairs what began before `now` less the time a request may take. What fails is tried again the next minute. */
export async function repairBills(now: number): Promise<{ repaired: number; failed: number }> {
  const abandoned = await sagas.listOlder(new Date(now - abandonedAfter).toISOString())
  let failed = 0
  for (const saga of abandoned) {
    try {
      await bringToEnd(saga)
      logger.warn("stock of a bill was released by repair", { billId: saga.billId, action: saga.action })
    } catch (error) {
      failed++
      logger.error("stock of a bill could not be released", { error, billId: saga.billId })
    }
  }
  return { repaired: abandoned.length - failed, failed }
}

export const handler = () => repairBills(Date.now())
