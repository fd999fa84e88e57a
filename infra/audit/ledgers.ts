/**
 * The four ledgers side by side, in a SQLite file of their own: what is compared may be much more than memory holds.
 * Amounts are in minor units, times in milliseconds since 1970.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync, type SQLInputValue } from "node:sqlite"

const schema = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA cache_size = -65536;
  CREATE TABLE records ( -- all that is on the stream; either an invoice (id) or poison (reason)
    shard TEXT, sequence TEXT, arrived INTEGER, reason TEXT,
    id TEXT, customer TEXT, created INTEGER, subtotal INTEGER, total INTEGER,
    PRIMARY KEY (shard, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE bills (id TEXT PRIMARY KEY, created INTEGER, subtotal INTEGER, version INTEGER) WITHOUT ROWID;
  CREATE TABLE rows (
    id TEXT PRIMARY KEY, created INTEGER, subtotal INTEGER, total INTEGER, copies INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE claims (id TEXT PRIMARY KEY, shard TEXT, sequence TEXT) WITHOUT ROWID;
  CREATE TABLE sums ( -- of the windows
    start INTEGER, customer TEXT, count INTEGER, total INTEGER, PRIMARY KEY (start, customer)
  ) WITHOUT ROWID;
  CREATE TABLE quarantine (
    shard TEXT, sequence TEXT, reason TEXT, id TEXT, arrived INTEGER, PRIMARY KEY (shard, sequence, reason)
  ) WITHOUT ROWID;
`

/** A table of the file, and what is put in when a row is there already. */
const inserts = {
  records: "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  bills: "INSERT OR REPLACE INTO bills VALUES (?, ?, ?, ?)",
  rows: "INSERT INTO rows VALUES (?, ?, ?, ?, 1) ON CONFLICT (id) DO UPDATE SET copies = copies + 1",
  claims: "INSERT OR REPLACE INTO claims VALUES (?, ?, ?)",
  sums: "INSERT INTO sums VALUES (?, ?, ?, ?)",
  quarantine: "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?)",
}

export type Ledgers = {
  /** Enters one line of a ledger; the values are in the order of the table's columns. */
  enter(table: keyof typeof inserts, ...values: SQLInputValue[]): void
  /** Runs SQL that changes something. */
  execute(sql: string): void
  /** What SQL finds, row by row; `parameters` are named in it with a colon. */
  find<Row>(sql: string, parameters?: Record<string, SQLInputValue>): IterableIterator<Row>
  /** Removes the file. */
  close(): void
}

/** Opens empty ledgers in a temporary folder. */
export function openLedgers(): Ledgers {
  const folder = mkdtempSync(join(tmpdir(), "facturo-audit-"))
  const database = new DatabaseSync(join(folder, "ledgers.sqlite"))
  database.exec(schema)
  const statements = Object.fromEntries(
    Object.entries(inserts).map(([table, sql]) => [table, database.prepare(sql)]),
  )
  return {
    enter: (table, ...values) => void statements[table]?.run(...values),
    execute: sql => database.exec(sql),
    find: <Row>(sql: string, parameters: Record<string, SQLInputValue> = {}) => {
      const named = Object.fromEntries(
        Object.entries(parameters).filter(([name]) => new RegExp(`:${name}\\b`).test(sql)),
      )
      return database.prepare(sql).iterate(named) as IterableIterator<Row>
    },
    close() {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
