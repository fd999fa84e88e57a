/** The third ledger: rows of CSV. */
import { csvObjects } from "../../functions/export/csv-objects.ts"
import { minuteOf } from "../../functions/export/object-name.ts"
import { columns, idOf, type Row } from "../../functions/export/row.ts"
import { toMinor } from "../../functions/shared/money.ts"
import type { Ledgers } from "./ledgers.ts"
import type { Period } from "./period.ts"

/** Objects that are read at once. */
const atOnce = 16

/** Enters the rows of all minutes that the period has, or that an invoice which arrived in it is dated. */
export async function readRows(ledgers: Ledgers, { from, to }: Period): Promise<void> {
  const minutes = new Set<string>()
  for (let time = from; time < to; time += 60_000) minutes.add(minuteText(time))
  minutes.add(minuteText(to - 1))
  const dated = "SELECT DISTINCT created / 60000 AS minute FROM sent WHERE inPeriod"
  for (const { minute } of ledgers.find<{ minute: number }>(dated)) minutes.add(minuteText(minute * 60_000))

  for (const date of new Set([...minutes].map(minute => minute.slice(0, 10)))) {
    const objects = await csvObjects.list(date)
    const waiting = objects.map(({ key }) => key).filter(key => minutes.has(`${date} ${minuteOf(key)}`))
    const readers = Array.from({ length: atOnce }, async () => {
      for (let key = waiting.pop(); key; key = waiting.pop()) {
        for (const row of await csvObjects.rows(key)) enterRow(ledgers, row)
      }
    })
    await Promise.all(readers)
  }
}

/** 2026-11-22 10-05 */
const minuteText = (time: number) =>
  new Date(time).toISOString().slice(0, 16).replace("T", " ").replace(":", "-")

function enterRow(ledgers: Ledgers, row: Row): void {
  const cell = (column: (typeof columns)[number]) => row[columns.indexOf(column)] ?? ""
  const [subtotal, total] = [cell("subtotal"), cell("total")].map(text => toMinor(Number(text))) as [
    number,
    number,
  ]
  ledgers.enter("rows", idOf(row), Date.parse(cell("createdAt")), subtotal, total)
}
