/** Adds rows to those of an object: every bill once, in order. */
import { compareRows, idOf, type Row } from "./row.ts"

/**
 * The rows of the object after `incoming` came in, and how many of them are new. A bill that is there stays as it
 * is; `added` of 0 means that nothing changes.
 */
export function mergeRows(present: Row[], incoming: Row[]): { rows: Row[]; added: number } {
  const byId = new Map(present.map(row => [idOf(row), row]))
  for (const row of incoming) if (!byId.has(idOf(row))) byId.set(idOf(row), row)
  return { rows: [...byId.values()].sort(compareRows), added: byId.size - present.length }
}
