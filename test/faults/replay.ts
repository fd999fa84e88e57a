/** Puts what is in quarantine on the stream again, through the API: what was refused, and some repaired poison. */
import { newId } from "../../functions/shared/ids.ts"
import { anInvoice } from "./load.ts"
import type { Random } from "./random.ts"

type Entry = { id: string; reason: string; replay: object | null }

/** How many were put there: those that a consumer had refused, and one of each kind of poison after a repair. */
export async function replayAll(
  apiUrl: string,
  random: Random,
): Promise<{ refused: number; repaired: number }> {
  const done = { refused: 0, repaired: 0 }
  const repairedKinds = new Set<string>()
  let page: string | null = "/export-service/quarantine?limit=100"
  while (page) {
    const answer: Response = await fetch(`${apiUrl}${page}`)
    if (answer.status !== 200) throw new Error(`The quarantine answered ${answer.status}.`)
    for (const { id, reason } of (await answer.json()) as Entry[]) {
      if (reason.startsWith("refused-by-")) {
        await replay(apiUrl, id)
        done.refused++
      } else if (!repairedKinds.has(reason)) {
        repairedKinds.add(reason)
        await replay(apiUrl, id, { data: JSON.stringify(anInvoice(newId(), random)) })
        done.repaired++
      }
    }
    page = /<([^>]+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1] ?? null
  }
  return done
}

/** Twice, as somebody does who got no answer: the second changes nothing. */
async function replay(apiUrl: string, id: string, body?: object): Promise<void> {
  for (const _ of [1, 2]) {
    const answer = await fetch(`${apiUrl}/export-service/quarantine/${encodeURIComponent(id)}/replay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    })
    if (answer.status !== 200)
      throw new Error(`The replay of ${id} answered ${answer.status}: ${await answer.text()}`)
  }
}
