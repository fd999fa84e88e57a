/** The lines of a bill as a table, over as many pages as it takes, each with the table's head. */
import type { PrintableBill, PrintableLine } from "../bill.ts"
import type { Formats } from "../format.ts"
import type { Words } from "../words.ts"
import { area, colours, heightOf, rule, type Sheet, sizes, write } from "./sheet.ts"

type Column = { title: string; width: number; align: "left" | "right"; cell: (line: PrintableLine) => string }

const padding = 5
const gap = 10

/** Draws the table from `top` and gives the point below. The last line stays on one page with what follows it. */
export function drawLines(
  sheet: Sheet,
  bill: PrintableBill,
  { words, formats, top, following }: { words: Words; formats: Formats; top: number; following: number },
): number {
  const columns = columnsOf(bill, words, formats)
  let y = drawHead(sheet, columns, top)
  for (const [index, line] of bill.productItems.entries()) {
    const height = rowHeight(sheet, columns, line)
    const isLast = index === bill.productItems.length - 1
    if (y + height + (isLast ? following : 0) > area.bottom) {
      sheet.addPage()
      y = drawHead(sheet, columns, area.top)
    }
    drawCells(sheet, columns, y + padding, column => column.cell(line))
    y += height
    rule(sheet, y)
  }
  return y
}

/** The column of rates is there when the bill has taxes. */
function columnsOf(bill: PrintableBill, words: Words, formats: Formats): Column[] {
  const right = (title: string, width: number, cell: Column["cell"]): Column => ({
    title,
    width,
    align: "right",
    cell,
  })
  const rates = right(words.tax, 48, ({ taxRate }) => formats.rate(taxRate))
  const figures = [
    right(words.quantity, 58, ({ quantity }) => formats.quantity(quantity)),
    right(words.unitPrice, 76, ({ unitPrice }) => formats.amount(unitPrice)),
    ...(bill.taxes.length > 0 ? [rates] : []),
    right(words.amount, 82, ({ price }) => formats.amount(price)),
  ]
  const taken = figures.reduce((sum, { width }) => sum + width + gap, 0)
  const name = (line: PrintableLine) => line.product?.name ?? words.product(line.productId)
  return [
    { title: words.description, width: area.width - 2 * padding - taken, align: "left", cell: name },
    ...figures,
  ]
}

function drawHead(sheet: Sheet, columns: Column[], top: number): number {
  const height = sizes.text + 2 * padding + 4
  sheet.rect(area.left, top, area.width, height).fill(colours.head)
  drawCells(sheet, columns, top + padding, column => column.title, "bold")
  return top + height
}

const rowHeight = (sheet: Sheet, columns: Column[], line: PrintableLine): number =>
  Math.max(...columns.map(({ width, cell }) => heightOf(sheet, cell(line), width))) + 2 * padding

function drawCells(
  sheet: Sheet,
  columns: Column[],
  y: number,
  textOf: (column: Column) => string,
  font: "regular" | "bold" = "regular",
): void {
  let x = area.left + padding
  for (const column of columns) {
    write(sheet, textOf(column), { x, y, width: column.width }, { align: column.align, font })
    x += column.width + gap
  }
}
