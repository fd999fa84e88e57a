/** What dynoxide's own database lacks: an index, without which every write to a stream is slower than the last. */
import type { DatabaseSync } from "node:sqlite"

/**
 * dynoxide finds the next sequence number of a table's stream by MAX(CAST(sequence_number AS INTEGER)), and the records
 * after a position by the same expression: full scans, which this index turns into look-ups.
 */
export function addStreamIndex(database: DatabaseSync): void {
  database.exec(
    "CREATE INDEX IF NOT EXISTS facturo_stream_position ON _stream_records(table_name, CAST(sequence_number AS INTEGER))",
  )
}
