/** Puts what is in quarantine on the stream again, through the API: what was refused, and some repaired poison. */
import { newId } from "../../functions/shared/ids.ts"
import { anInvoice } from "./load.ts"
import type { Random } from "./random.ts"

type Entry = { id: string; reason: string; replay: object | null }

/**
 * How many invoices were put there: those that a consumer had refused, and one of each kind of poison after a repair.
 * An invoice whose sender got no answer and repeated it is in quarantine as often as it is on the stream; it counts once.
 */
export async function replayAll(
  apiUrl: string,
  random: Random,
): Promise<{ refused: number; repaired: number }> {
  const refused = new Set<string>()
  const repairedKinds = new Set<string>()
  let page: string | null = "/export-service/quarantine?limit=100"
  while (page) {
    const answer: Response = await fetch(`${apiUrl}${page}`)
    if (answer.status !== 200) throw new Error(`The quarantine answered ${answer.status}.`)
    for (const { id, reason } of (await answer.json()) as Entry[]) {
      if (reason.startsWith("refused-by-")) {
        refused.add(await invoiceIn(apiUrl, id))
        await replay(apiUrl, id)
      } else if (!repairedKinds.has(reason)) {
        repairedKinds.add(reason)
        await replay(apiUrl, id, { data: JSON.stringify(anInvoice(newId(), random)) })
      }
    }
    page = /<([^>]+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1] ?? null
  }
  return { refused: refused.size, repaired: repairedKinds.size }
}

async function invoiceIn(apiUrl: string, id: string): Promise<string> {
  const answer = await fetch(addressOf(apiUrl, id))
  const { text } = (await answer.json()) as { text: string }
  return JSON.parse(text).id
}

const addressOf = (apiUrl: string, id: string) =>
  `${apiUrl}/export-service/quarantine/${encodeURIComponent(id)}`

/** Twice, as somebody does who got no answer: the second changes nothing. */
async function replay(apiUrl: string, id: string, body?: object): Promise<void> {
  for (const _ of [1, 2]) {
    const answer = await fetch(`${addressOf(apiUrl, id)}/replay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    })
    if (answer.status !== 200)
      throw new Error(`The replay of ${id} answered ${answer.status}: ${await answer.text()}`)
  }
}
