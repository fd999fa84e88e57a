/** The billing service, as far as jobs need it: it owns the bills and the rule. */
import { setTimeout as sleep } from "node:timers/promises"
import * as z from "zod"
import { UpstreamError } from "../shared/errors.ts"
import { amount } from "../shared/money.ts"
import { type ServiceAnswer, serviceClient } from "../shared/service-client.ts"

/** How often a step is sent in all, with which first pause, and how long an answer may take; milliseconds. */
const tries = 3
const firstPause = 300
const timeoutMs = 25_000

/** Bills of one step. */
const limit = 100

const billing = serviceClient("billing-service", { timeoutMs })

const stepAnswer = z.object({
  read: z.int(),
  written: z.int(),
  skipped: z.int(),
  failed: z.int(),
  cursor: z.string().optional(),
})

const previewAnswer = z.object({ bills: z.int(), amount, cursor: z.string().optional() })

/** What one step did. Without a cursor, no bill is left. */
export type Step = z.output<typeof stepAnswer>

/** Billing refused a step, or answered something else than what it did. */
export class StepError extends Error {
  override name = "StepError"
}

type Place = { cursor?: string | undefined }

/**
 * One step of a campaign, from `cursor` on. It may be sent again when its answer was lost: a bill that has its discount
 * by then is counted as written. Throws a StepError, and an UpstreamError when billing cannot be reached after all tries.
 */
export const discountNext = (campaign: { campaign: string; rate: number } & Place): Promise<Step> =>
  step(() => billing.send("POST", "/discounts", { ...campaign, limit }), stepAnswer)

/** One step of taking a campaign back, in the same way. */
export const undoNext = (campaign: { campaign: string } & Place): Promise<Step> =>
  step(() => billing.send("POST", "/discounts/undo", { ...campaign, limit }), stepAnswer)

/** What a discount would do to the next bills; `amount` is in minor units. Throws as a step does. */
export function previewNext({ rate, cursor }: { rate: number } & Place) {
  const query = new URLSearchParams({ rate: `${rate}`, limit: `${limit}`, ...(cursor ? { cursor } : {}) })
  return step(() => billing.get(`/discounts/preview?${query}`), previewAnswer)
}

async function step<S extends z.ZodType>(
  send: () => Promise<ServiceAnswer>,
  answer: S,
): Promise<z.output<S>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { status, body } = await send()
      const result = answer.safeParse(body)
      if (status === 200 && result.success) return result.data
      throw new StepError(`billing-service answered ${status}: ${detailOf(body)}`)
    } catch (error) {
      if (attempt === tries || !(error instanceof UpstreamError)) throw error
      await sleep(firstPause * 4 ** (attempt - 1))
    }
  }
}

const problem = z.object({ detail: z.string() })

const detailOf = (body: unknown): string => problem.safeParse(body).data?.detail ?? "no result of a step."
