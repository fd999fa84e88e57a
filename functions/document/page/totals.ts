/** What the lines come to: discount, taxes, total, what was paid; and notes beside it. */
import type { PrintableBill } from "../bill.ts"
import type { Formats } from "../format.ts"
import type { Seller } from "../settings.ts"
import type { Words } from "../words.ts"
import { area, colours, heightOf, rule, type Sheet, sizes, write } from "./sheet.ts"

type Sum = { name: string; amount: string; isStrong?: boolean }

const above = 12
const rowHeight = 17
const width = 250
const nameWidth = width - 95
const left = area.right - width
const notesWidth = left - area.left - 24

/** The rows, in the order in which one is computed from those before. Every amount is as the bill has it. */
export function sumsOf(bill: PrintableBill, words: Words, formats: Formats): Sum[] {
  const { discount, taxes, payments, balance } = bill
  const sum = (name: string, amount: number, isStrong = false): Sum => ({
    name,
    amount: formats.money(amount),
    isStrong,
  })
  return [
    sum(words.subtotal, bill.subtotal),
    ...(discount
      ? [sum(words.discount(formats.rate(discount.rate), discount.campaign), -discount.amount)]
      : []),
    ...taxes.map(({ rate, base, amount }) =>
      sum(words.taxOn(formats.rate(rate), formats.money(base)), amount),
    ),
    sum(words.total, bill.total, true),
    ...payments.map(({ amount, at, method }) => sum(words.paidOn(formats.date(at), method), -amount)),
    ...(payments.length > 0 ? [sum(words.balance, balance, true)] : []),
  ]
}

/** A text beside the totals: how to pay, what changed. */
type Note = { title: string; lines: string[] }

/** How to pay, where something is left to be paid; and what campaigns changed after the issue. */
export function notesOf(
  bill: PrintableBill,
  { seller, words, formats }: { seller: Seller; words: Words; formats: Formats },
): Note[] {
  const payment: Note = {
    title: words.payTo,
    lines: [
      words.payWithin(seller["payment-days"]),
      `IBAN ${seller["seller-iban"].replaceAll(" ", "").replace(/(.{4})(?=.)/g, "$1 ")}`,
      `${words.reference} ${bill.number ?? bill.id}`,
    ],
  }
  const changes: Note = {
    title: words.changes,
    lines: bill.adjustments.map(({ at, rate, campaign, amount }) =>
      words.change(formats.date(at), formats.rate(rate), campaign, formats.signed(amount)),
    ),
  }
  const isToBePaid = bill.kind === "bill" && bill.status === "issued"
  return [...(isToBePaid ? [payment] : []), ...(changes.lines.length > 0 ? [changes] : [])]
}

/** How much room `drawTotals` takes below the lines. */
export function heightOfTotals(sheet: Sheet, sums: Sum[], notes: Note[]): number {
  const sumsHeight = sums.reduce((height, sum) => height + heightOfRow(sheet, sum), 0)
  const notesHeight = notes.reduce((height, note) => height + heightOfNote(sheet, note), 0)
  return above + Math.max(sumsHeight, notesHeight) + 8
}

/** Draws the sums below `top`, and the notes beside them. */
export function drawTotals(sheet: Sheet, sums: Sum[], notes: Note[], top: number): void {
  let y = top + above
  for (const sum of sums) {
    const style = styleOf(sum)
    if (sum.isStrong) rule(sheet, y + 3, left, colours.text)
    const at = y + (sum.isStrong ? 6 : 4)
    write(sheet, sum.name, { x: left, y: at, width: nameWidth }, style)
    const amountAt = { x: left + nameWidth, y: at, width: width - nameWidth - 5 }
    write(sheet, sum.amount, amountAt, { ...style, align: "right" })
    y += heightOfRow(sheet, sum)
  }
  y = top + above
  for (const note of notes) {
    const style = { size: sizes.small, colour: colours.muted }
    const below = write(sheet, note.title, { x: area.left, y: y + 4, width: notesWidth }, style)
    write(sheet, note.lines.join("\n"), { x: area.left, y: below + 2, width: notesWidth })
    y += heightOfNote(sheet, note)
  }
}

const styleOf = ({ isStrong }: Sum) =>
  isStrong ? ({ font: "bold", size: sizes.lead } as const) : ({ font: "regular", size: sizes.text } as const)

/** A long name of a campaign takes more than one row. */
const heightOfRow = (sheet: Sheet, sum: Sum): number =>
  Math.max(rowHeight, heightOf(sheet, sum.name, nameWidth, styleOf(sum).size) + 5) + (sum.isStrong ? 5 : 0)

const heightOfNote = (sheet: Sheet, { title, lines }: Note): number =>
  heightOf(sheet, title, notesWidth, sizes.small) + heightOf(sheet, lines.join("\n"), notesWidth) + 14
