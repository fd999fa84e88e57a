/** Prints a bill: A4 pages, in one of our languages. The same bill gives the same file. */
import type { PrintableBill } from "./bill.ts"
import { formatsFor } from "./format.ts"
import type { Language } from "./language.ts"
import { drawOnEachPage } from "./page/each-page.ts"
import { drawHeading } from "./page/heading.ts"
import { drawLines } from "./page/lines.ts"
import { newSheet, type Sheet } from "./page/sheet.ts"
import { drawTotals, heightOfTotals, notesOf, sumsOf } from "./page/totals.ts"
import type { Seller } from "./settings.ts"
import { wordsIn } from "./words.ts"

/** The bill as a PDF. No amount is computed: each is the bill's own, written as the language writes it. */
export async function printBill(bill: PrintableBill, seller: Seller, language: Language): Promise<Buffer> {
  const words = wordsIn[language]
  const formats = formatsFor(words, bill.currency)
  const reference = `${words.titles[bill.kind]} ${bill.number ?? bill.id}`
  const sheet = newSheet({
    title: reference,
    author: seller["seller-name"],
    language,
    made: new Date(bill.updatedAt),
  })
  const file = bytesOf(sheet)

  const belowHeading = drawHeading(sheet, bill, { seller, words, formats })
  const sums = sumsOf(bill, words, formats)
  const notes = notesOf(bill, { seller, words, formats })
  const following = heightOfTotals(sheet, sums, notes)
  const belowLines = drawLines(sheet, bill, { words, formats, top: belowHeading, following })
  drawTotals(sheet, sums, notes, belowLines)
  drawOnEachPage(sheet, { seller, reference, watermark: words.watermarks[bill.status] })

  sheet.end()
  return file
}

async function bytesOf(sheet: Sheet): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of sheet) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
