/** GET /batch-service/jobs/preview */
import { get } from "../../../lib/api-client.ts"
import type { Preview } from "../types.ts"

/** What a discount would do: how many bills would get it, and how much it would take off. In parts, when there are many. */
export async function previewJob(
  rate: number | undefined,
  signal: AbortSignal,
): Promise<Omit<Preview, "cursor">> {
  const sum = { rate: rate ?? 0, bills: 0, amount: 0 }
  let cursor: string | undefined
  do {
    const query = { rate, cursor }
    const part = await get<Preview>("/batch-service/jobs/preview", { query, signal })
    sum.rate = part.rate
    sum.bills += part.bills
    sum.amount += part.amount
    cursor = part.cursor
  } while (cursor)
  return sum
}
