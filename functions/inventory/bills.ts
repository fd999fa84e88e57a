/** What the inventory service asks of billing. */
import { UpstreamError } from "../shared/errors.ts"
import { createLogger } from "../shared/logger.ts"
import { serviceClient } from "../shared/service-client.ts"

const logger = createLogger("inventory-service")
const billing = serviceClient("billing-service", { timeoutMs: 2500 })

/** Whether billing has bills with this product. True when that cannot be found out: nothing is lost by a mistake. */
export async function mayBeBilled(productId: string): Promise<boolean> {
  try {
    const query = new URLSearchParams({ productId, limit: "1" })
    const { status, body } = await billing.get(`/bills?${query}`)
    if (status === 200 && Array.isArray(body)) return body.length > 0
    logger.warn("billing does not tell whether a product is on bills", { productId, status })
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    logger.warn("billing cannot be asked whether a product is on bills", error)
  }
  return true
}
