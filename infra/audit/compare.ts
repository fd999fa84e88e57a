/** Compares the ledgers by id and by amount. */
import type { Ledgers } from "./ledgers.ts"
import type { Period } from "./period.ts"

/** One thing that does not fit: in which ledger, of what, and how. */
export type Difference = {
  ledger: "stream" | "bills" | "csv" | "windows" | "quarantine"
  of: string
  what: string
}

/** Numbers of the period. */
export type Counts = {
  /** Records that arrived, invoices among them (each once), and poison. */
  records: number
  invoices: number
  poison: number
  /** How many of the invoices each ledger has. */
  bills: number
  rows: number
  counted: number
  /** Sums of the invoices' subtotals, in minor units. */
  sent: number
  billed: number
  exported: number
  /** Sums of totals, in minor units: of the records that were counted, and of the windows. */
  claimed: number
  summed: number
  /** Records in quarantine that are poison, and that a consumer refused. */
  quarantined: number
  refused: number
  /** Bills that have another amount now because they were changed since. */
  changed: number
}

/** Makes the table `sent`: the invoices of the stream, each once. To be called when all records are entered. */
export function prepareSent(ledgers: Ledgers, { from, to }: Period): void {
  ledgers.execute(`
    CREATE TABLE sent AS
      SELECT id, min(arrived) AS arrived, min(created) AS created, min(subtotal) AS subtotal, min(total) AS total,
        max(subtotal) <> min(subtotal) OR max(total) <> min(total) AS disagrees,
        min(arrived) >= ${from} AND min(arrived) < ${to} AS inPeriod
      FROM records WHERE id IS NOT NULL GROUP BY id;
    CREATE UNIQUE INDEX sent_id ON sent (id);
    CREATE INDEX records_id ON records (id) WHERE id IS NOT NULL`)
}

/** Counts, over all ledgers. */
export function count(ledgers: Ledgers, period: Period): Counts {
  const [counts] = [...ledgers.find<Counts>(countsSql, { ...period })]
  return { ...(counts as Counts) }
}

/** Everything that does not fit, one after the other. */
export function* differences(ledgers: Ledgers, period: Period): Generator<Difference> {
  for (const { ledger, sql } of checks) {
    for (const { of, what } of ledgers.find<{ of: string; what: string }>(sql, { ...period })) {
      yield { ledger, of, what }
    }
  }
}

/** Of the windows, in milliseconds. It is written into the SQL: numbers that are bound are no integers there. */
const windowLength = 5000

const recordInPeriod = "records.arrived >= :from AND records.arrived < :to"
const refusal = (id: string, consumer: string) =>
  `coalesce((SELECT ': ' || quarantine.reason || ', ' || quarantine.id FROM records JOIN quarantine USING (shard, sequence)
    WHERE records.id = ${id} AND quarantine.reason = 'refused-by-${consumer}' LIMIT 1), '')`
const isChanged = "bills.subtotal <> sent.subtotal AND bills.version > 1"

/** What each customer has of each window, by the records that were counted. */
const counted = `
  SELECT records.arrived / ${windowLength} * ${windowLength} AS start, records.customer, count(*) AS count,
    sum(records.total) AS total
  FROM claims JOIN records USING (shard, sequence) WHERE ${recordInPeriod} GROUP BY 1, 2`

const countsSql = `SELECT
  (SELECT count(*) FROM records WHERE ${recordInPeriod}) AS records,
  (SELECT count(*) FROM sent WHERE inPeriod) AS invoices,
  (SELECT count(*) FROM records WHERE reason IS NOT NULL AND ${recordInPeriod}) AS poison,
  (SELECT count(*) FROM sent JOIN bills USING (id) WHERE inPeriod) AS bills,
  (SELECT count(*) FROM sent JOIN rows USING (id) WHERE inPeriod) AS rows,
  (SELECT count(*) FROM sent JOIN claims USING (id) WHERE inPeriod) AS counted,
  (SELECT coalesce(sum(subtotal), 0) FROM sent WHERE inPeriod) AS sent,
  (SELECT coalesce(sum(bills.subtotal), 0) FROM sent JOIN bills USING (id) WHERE inPeriod) AS billed,
  (SELECT coalesce(sum(rows.subtotal * copies), 0) FROM sent JOIN rows USING (id) WHERE inPeriod) AS exported,
  (SELECT coalesce(sum(total), 0) FROM (${counted})) AS claimed,
  (SELECT coalesce(sum(total), 0) FROM sums) AS summed,
  (SELECT count(*) FROM quarantine WHERE reason NOT LIKE 'refused-by-%') AS quarantined,
  (SELECT count(*) FROM quarantine WHERE reason LIKE 'refused-by-%') AS refused,
  (SELECT count(*) FROM sent JOIN bills USING (id) WHERE inPeriod AND ${isChanged}) AS changed`

/** Each finds one kind of difference. A bill that was changed through the API since is none. */
const checks: { ledger: Difference["ledger"]; sql: string }[] = [
  {
    ledger: "stream",
    sql: "SELECT id AS of, 'was sent with different amounts' AS what FROM sent WHERE inPeriod AND disagrees",
  },
  {
    ledger: "bills",
    sql: `SELECT sent.id AS of, 'is missing' || ${refusal("sent.id", "record-bill")} AS what FROM sent
      WHERE inPeriod AND NOT EXISTS (SELECT 1 FROM bills WHERE bills.id = sent.id)`,
  },
  {
    ledger: "bills",
    sql: `SELECT id AS of, 'has ' || bills.subtotal || ', sent were ' || sent.subtotal AS what
      FROM sent JOIN bills USING (id)
      WHERE inPeriod AND NOT disagrees AND bills.subtotal <> sent.subtotal AND NOT (${isChanged})`,
  },
  {
    ledger: "bills",
    sql: `SELECT id AS of, 'was never sent' AS what FROM bills
      WHERE created >= :from AND created < :to AND NOT EXISTS (SELECT 1 FROM sent WHERE sent.id = bills.id)`,
  },
  {
    ledger: "csv",
    sql: `SELECT sent.id AS of, 'is missing' || ${refusal("sent.id", "write-csv")} AS what FROM sent
      WHERE inPeriod AND NOT EXISTS (SELECT 1 FROM rows WHERE rows.id = sent.id)`,
  },
  {
    ledger: "csv",
    sql: "SELECT id AS of, 'has ' || copies || ' rows' AS what FROM rows JOIN sent USING (id) WHERE inPeriod AND copies > 1",
  },
  {
    ledger: "csv",
    sql: `SELECT id AS of, 'has ' || rows.subtotal || ' and ' || rows.total ||
        ', sent were ' || sent.subtotal || ' and ' || sent.total AS what
      FROM sent JOIN rows USING (id)
      WHERE inPeriod AND NOT disagrees AND (rows.subtotal <> sent.subtotal OR rows.total <> sent.total)`,
  },
  {
    ledger: "csv",
    sql: `SELECT id AS of, 'was never sent' AS what FROM rows
      WHERE created >= :from AND created < :to AND NOT EXISTS (SELECT 1 FROM sent WHERE sent.id = rows.id)`,
  },
  {
    ledger: "windows",
    sql: `SELECT sent.id AS of, 'was not counted' || ${refusal("sent.id", "count-windows")} AS what FROM sent
      WHERE inPeriod AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = sent.id)`,
  },
  {
    ledger: "windows",
    sql: `SELECT id AS of, 'was counted by a record that is not on the stream' AS what FROM claims
      WHERE NOT EXISTS (SELECT 1 FROM records WHERE records.shard = claims.shard AND records.sequence = claims.sequence)`,
  },
  {
    ledger: "windows",
    sql: `WITH counted AS (${counted})
      SELECT strftime('%Y-%m-%dT%H:%M:%SZ', start / 1000, 'unixepoch') || ' of customer ' || customer AS of,
        'has ' || coalesce(sums.count, 0) || ' with ' || coalesce(sums.total, 0) ||
        ', counted were ' || coalesce(counted.count, 0) || ' with ' || coalesce(counted.total, 0) AS what
      FROM counted FULL JOIN sums USING (start, customer)
      WHERE counted.count IS NOT sums.count OR counted.total IS NOT sums.total
      ORDER BY start`,
  },
  {
    ledger: "quarantine",
    sql: `SELECT shard || ' ' || sequence AS of, 'is missing: ' || records.reason AS what FROM records
      WHERE records.reason IS NOT NULL AND ${recordInPeriod}
        AND NOT EXISTS (SELECT 1 FROM quarantine AS kept WHERE kept.shard = records.shard
          AND kept.sequence = records.sequence AND kept.reason = records.reason)`,
  },
  {
    ledger: "quarantine",
    sql: `SELECT kept.id AS of, 'is no ' || kept.reason || ' on the stream' AS what FROM quarantine AS kept
      WHERE kept.reason NOT LIKE 'refused-by-%' AND NOT EXISTS (SELECT 1 FROM records
        WHERE records.shard = kept.shard AND records.sequence = kept.sequence AND records.reason = kept.reason)`,
  },
]
