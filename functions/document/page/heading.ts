/** The top of the first page: who sells, what this is, and to whom it goes. */
import type { PrintableBill } from "../bill.ts"
import type { Formats } from "../format.ts"
import type { Seller } from "../settings.ts"
import type { Words } from "../words.ts"
import { area, colours, type Sheet, sizes, write } from "./sheet.ts"

const half = area.width / 2
const middle = area.left + half

/** Draws it and gives the point below. */
export function drawHeading(
  sheet: Sheet,
  bill: PrintableBill,
  { seller, words, formats }: { seller: Seller; words: Words; formats: Formats },
): number {
  const { status, kind, creditFor, creditNote } = bill
  const facts: [string, string | null | undefined][] = [
    [words.number, bill.number],
    [status === "draft" ? words.draftDate : words.date, formats.date(bill.issuedAt ?? bill.createdAt)],
    [words.status, words.statuses[status]],
    [words.creditFor, creditFor && (creditFor.number ?? creditFor.id)],
    [words.creditNote, creditNote && (creditNote.number ?? creditNote.id)],
    [words.reference, bill.id],
  ]
  const left = drawSeller(sheet, seller, words)
  const right = drawFacts(sheet, words.titles[kind], facts)
  return drawCustomer(sheet, bill, words, Math.max(left, right) + 28)
}

function drawSeller(sheet: Sheet, seller: Seller, words: Words): number {
  const at = (y: number) => ({ x: area.left, y, width: half })
  const lines = [...seller["seller-address"].split("\n"), seller["seller-email"]]
  const vatId = `${words.vatId} ${seller["seller-vat-id"]}`
  const below = write(sheet, seller["seller-name"], at(area.top + 3), { size: 15, font: "bold" })
  return write(sheet, [...lines, vatId].join("\n"), at(below + 4), { colour: colours.muted })
}

/** The facts that are known, one a row. */
function drawFacts(sheet: Sheet, title: string, facts: [string, string | null | undefined][]): number {
  const label = 62
  let y = write(
    sheet,
    title,
    { x: middle, y: area.top - 4, width: half },
    { size: sizes.title, font: "bold", colour: colours.accent },
  )
  y += 4
  for (const [name, value] of facts) {
    if (!value) continue
    write(sheet, name, { x: middle, y, width: label }, { colour: colours.muted })
    y = write(sheet, value, { x: middle + label, y, width: half - label }) + 3
  }
  return y
}

function drawCustomer(sheet: Sheet, bill: PrintableBill, words: Words, top: number): number {
  const at = (y: number) => ({ x: area.left, y, width: half })
  const { customer, customerId } = bill
  let y = write(sheet, words.billTo, at(top), { size: sizes.small, colour: colours.muted })
  y = write(sheet, customer?.name ?? words.customer(customerId), at(y + 2), {
    size: sizes.lead,
    font: "bold",
  })
  if (customer) y = write(sheet, customer.email, at(y + 1), { colour: colours.muted })
  return y + 24
}
