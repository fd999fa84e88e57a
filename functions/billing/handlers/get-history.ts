/** GET /billing-service/bills/{id}/history */
import { z } from "zod"
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { listHistory } from "../history.ts"
import { bills } from "../repository.ts"
import { billParams, historyEntry, historyQuery } from "../schema.ts"

export const getHistory = endpoint({
  method: "GET",
  path: "/billing-service/bills/{id}/history",
  summary: "Lists who changed what of a bill, and when, newest first; of a deleted draft, too.",
  params: billParams,
  query: historyQuery,
  answers: { 200: z.array(historyEntry) },
  async handle({ params, query, event }) {
    const page = await listHistory(params.id, await bills.get(params.id), query)
    if (page.items.length === 0 && query.cursor === undefined) throw new NotFoundError("bill", params.id)
    return pageAnswer(page, event)
  },
})
