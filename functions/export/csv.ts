/** Rows as CSV text (RFC 4180: CRLF, quotes doubled), and back. */
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { protect, unprotect } from "./formula.ts"
import { columns, type Row } from "./row.ts"

/** The first line of every file. */
export const headerLine = `${columns.join(",")}\r\n`

/** The lines of these rows, without a header. */
export const formatRows = (rows: Row[]): string =>
  stringify(
    rows.map(row => row.map(protect)),
    // A lone CR or LF would be left bare otherwise; some readers end a line there.
    { record_delimiter: "windows", quoted_match: /[\r\n]/ },
  )

/** The rows of a file with a header. Throws when it is no CSV of these columns. */
export function parseFile(text: string): Row[] {
  // The header is read as well: every row must have as many cells as the first.
  const [, ...rows] = parse(text, { record_delimiter: "\r\n" }) as string[][]
  return rows.map(row => row.map(unprotect))
}
