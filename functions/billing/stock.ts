/** Stock of bills, in the inventory service. Both calls may be repeated: a reservation is known by its name. */
import { z } from "zod"
import { UpstreamError } from "../shared/errors.ts"
import { serviceClient } from "../shared/service-client.ts"
import type { Line } from "./bill.ts"
import { OutOfStockError } from "./errors.ts"
import { fewAtOnce } from "./few-at-once.ts"
import { settings } from "./settings.ts"

/** How often a call is sent whose answer did not come. */
const tries = 2

const problem = z.object({
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

/**
 * Takes the pieces of these lines off what is on hand, all of them or none. Throws an OutOfStockError that names what
 * there is too little of (nothing is taken then), and an UpstreamError when it is not known what was done.
 */
export async function reserveStock(reservation: string, lines: Line[]): Promise<void> {
  const items = lines.map(({ productId, quantity }) => ({ productId, quantity }))
  const { status, body, attempt } = await send("POST", "/reservations", { billId: reservation, items })
  if (status < 300) return
  const { detail, errors } = problem.safeParse(body).data ?? {
    detail: `inventory-service answered ${status}.`,
  }
  if (status === 409 || status === 422) throw new OutOfStockError(detail, errors, attempt === 1)
  throw new UpstreamError("unreachable", detail)
}

/** Gives back what was reserved, if anything was; a reservation that is still on its way will be refused. */
export async function releaseStock(reservation: string): Promise<void> {
  const { status } = await send("DELETE", `/reservations/${encodeURIComponent(reservation)}`)
  if (status < 300 || status === 404) return
  throw new UpstreamError("unreachable", `inventory-service answered ${status} to the release of stock.`)
}

async function send(method: "POST" | "DELETE", path: string, body?: unknown) {
  const { "upstream-timeout-ms": timeoutMs } = await settings()
  const inventory = serviceClient("inventory-service", { timeoutMs })
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fewAtOnce("reservations", () => inventory.send(method, path, body))
      return { ...answer, attempt }
    } catch (error) {
      if (attempt === tries || !(error instanceof UpstreamError) || error.reason === "unknown") throw error
    }
  }
}
