/** What is sent in a fault run: invoices, duplicates of them, and poison of every kind. */
import { type InvoiceIssued, invoiceIssuedType } from "../../functions/shared/events/invoice-issued.ts"
import { longestRecord, type PoisonReason } from "../../functions/shared/events/read-invoice.ts"
import { toMajor } from "../../functions/shared/money.ts"
import type { Random } from "./random.ts"

/** One record to send, and what it is. */
export type Entry = { kind: "invoice" | "duplicate" | PoisonReason; key: string; data: Buffer }

/** Ids that begin so are refused by the table of bills as long as the proxy is not healed. */
export const refusedPrefix = "refused-"

const poisonKinds = ["too-long", "not-utf8", "not-json", "not-an-invoice"] as const

/** An invoice of random lines, dated now. */
export function anInvoice(id: string, random: Random): InvoiceIssued {
  const productItems = Array.from({ length: random.between(1, 3) }, () => {
    const quantity = random.between(1, 9)
    const unitPrice = random.between(1, 99_999)
    return {
      productId: String(random.between(1, 500)),
      quantity,
      unitPrice: toMajor(unitPrice),
      price: toMajor(unitPrice * quantity),
    }
  })
  const subtotal = toMajor(productItems.reduce((sum, { price }) => sum + Math.round(price * 100), 0))
  const createdAt = new Date().toISOString()
  return {
    specversion: "1.0",
    id,
    source: "/facturo/fault-run",
    type: invoiceIssuedType,
    time: createdAt,
    datacontenttype: "application/json",
    correlationid: id,
    data: {
      customerId: `c${random.between(1, 300)}`,
      productItems,
      subtotal,
      total: subtotal,
      currency: "EUR",
      origin: "stream",
      createdAt,
    },
  }
}

/** `count` invoices, 1 % of them twice, 0.1 % poison of each kind beside them, `refused` of them with such an id. */
export function* load(count: number, refused: number, seed: number, random: Random): Generator<Entry> {
  const recent: Entry[] = []
  const apart = Math.floor(count / refused)
  let lastRefused: Entry | undefined
  for (let n = 0; n < count; n++) {
    const isRefused = n % apart === 7
    const invoice = anInvoice(`${isRefused ? refusedPrefix : ""}${seed}-${n}`, random)
    const entry = entryOf("invoice", invoice.data.customerId, JSON.stringify(invoice))
    yield entry
    if (isRefused) lastRefused = entry
    // In another batch, so that the refused ones are in quarantine twice.
    if (lastRefused && n % apart === Math.floor(apart * 0.9)) yield { ...lastRefused, kind: "duplicate" }
    // Duplicates are of up to 5,000 invoices ago, so that some come much later, after a split or a merge.
    if (n % 10 === 0) recent.splice(random.between(0, 499), recent.length >= 500 ? 1 : 0, entry)
    if (random.chance(0.01))
      yield { ...(recent[random.between(0, recent.length - 1)] as Entry), kind: "duplicate" }
    for (const kind of poisonKinds) if (random.chance(0.001)) yield poison(kind, random)
  }
}

function poison(kind: PoisonReason, random: Random): Entry {
  const key = `c${random.between(1, 300)}`
  const good = anInvoice(`poison-${random.next()}`, random)
  if (kind === "too-long") return entryOf(kind, key, "x".repeat(longestRecord + random.between(1, 999)))
  if (kind === "not-utf8")
    return { kind, key, data: Buffer.from([0x22, 0xc3, 0x28, random.between(0x80, 0xbf)]) }
  if (kind === "not-json") return entryOf(kind, key, JSON.stringify(good).slice(0, -random.between(1, 200)))
  const { data } = good
  const faults = [
    { ...good, type: "facturo.invoice.issued.v2" },
    { ...good, data: { ...data, subtotal: data.subtotal + 1 } },
    { ...good, data: { ...data, total: 0.001 } },
    { ...good, id: "x".repeat(65) },
    { ...good, data: { ...data, createdAt: "yesterday" } },
    [],
  ] as const
  return entryOf(kind, key, JSON.stringify(random.pick(faults as unknown as [object])))
}

const entryOf = (kind: Entry["kind"], key: string, text: string): Entry => ({
  kind,
  key,
  data: Buffer.from(text),
})
