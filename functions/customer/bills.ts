/** What the customer service asks of billing. */
import { UpstreamError } from "../shared/errors.ts"
import { createLogger } from "../shared/logger.ts"
import { serviceClient } from "../shared/service-client.ts"

const logger = createLogger("customer-service")
const billing = serviceClient("billing-service", { timeoutMs: 2500 })

/** Whether billing has bills for this customer. True when that cannot be found out: nothing is lost by a mistake. */
export async function mayHaveBills(customerId: string): Promise<boolean> {
  try {
    const query = new URLSearchParams({ customerId, limit: "1" })
    const { status, body } = await billing.get(`/bills?${query}`)
    if (status === 200 && Array.isArray(body)) return body.length > 0
    logger.warn("billing does not tell whether a customer has bills", { customerId, status })
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    logger.warn("billing cannot be asked whether a customer has bills", error)
  }
  return true
}
