/** What the documents ask of the billing service. */
import { NotFoundError, UpstreamError } from "../shared/errors.ts"
import { serviceClient } from "../shared/service-client.ts"
import { type PrintableBill, printableBill } from "./bill.ts"

const billing = serviceClient("billing-service")

/** The bill with this id. Throws a NotFoundError, and an UpstreamError when billing does not tell. */
export async function findBill(id: string): Promise<PrintableBill> {
  const { status, body } = await billing.get(`/bills/${encodeURIComponent(id)}`)
  if (status === 404) throw new NotFoundError("bill", id)
  const bill = printableBill.safeParse(body)
  if (status !== 200 || !bill.success) {
    throw new UpstreamError(
      "unreachable",
      `billing-service answered ${status} and no bill that can be printed.`,
      {
        cause: bill.error,
      },
    )
  }
  return bill.data
}
