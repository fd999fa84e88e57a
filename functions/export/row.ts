/** One row of the CSV: what is exported of an invoice. */
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"

/** The columns, in their order. `lines` counts the bill's lines, `quantity` the pieces on all of them. */
export const columns = [
  "id",
  "createdAt",
  "customerId",
  "lines",
  "quantity",
  "subtotal",
  "total",
  "currency",
  "origin",
  "correlationId",
] as const

/** The cells of a row as text, in the order of the columns. Amounts are of the major unit, with two places. */
export type Row = readonly string[]

/** The id of the bill that a row is of. */
export const idOf = (row: Row): string => row[0] ?? ""

/** The row of an invoice. It follows from the event alone, so that a repeat gives the same row. */
export function rowOf({ id, correlationid, data }: InvoiceIssued): Row {
  const cells: Record<(typeof columns)[number], string> = {
    id,
    // One form for all: milliseconds, so that the text sorts as the time does.
    createdAt: new Date(data.createdAt).toISOString(),
    customerId: data.customerId,
    lines: String(data.productItems.length),
    quantity: String(data.productItems.reduce((sum, { quantity }) => sum + quantity, 0)),
    subtotal: data.subtotal.toFixed(2),
    total: data.total.toFixed(2),
    currency: data.currency,
    origin: data.origin,
    correlationId: correlationid ?? "",
  }
  // Half of a surrogate pair has no UTF-8; it is replaced here, so that what is compared is what is stored.
  return columns.map(column => cells[column].toWellFormed())
}

/** The order of rows: by time of creation, then by id. */
export function compareRows(a: Row, b: Row): number {
  return compare(a[1] ?? "", b[1] ?? "") || compare(idOf(a), idOf(b))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
