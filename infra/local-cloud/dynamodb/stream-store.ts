/** Table streams as dynoxide writes them, read (and trimmed) in its own SQLite file. */
import { DatabaseSync } from "node:sqlite"

// dynoxide finds a stream's next sequence number by MAX(CAST(sequence_number AS INTEGER)) at every write: without an
// index a scan of the whole stream, so that each write is slower than the last. Our own reads use it as well.
const MEND = `
  CREATE INDEX IF NOT EXISTS facturo_stream_position ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
  CREATE TABLE IF NOT EXISTS facturo_backups (table_name TEXT PRIMARY KEY, enabled INTEGER NOT NULL, since INTEGER NOT NULL);
`
const POSITION = "CAST(sequence_number AS INTEGER)"

export type TableStream = {
  table_name: string
  key_schema: string
  stream_view_type: string
  stream_label: string
}

export type StreamRecord = {
  position: number
  event_name: "INSERT" | "MODIFY" | "REMOVE"
  keys_json: string
  new_image: string | null
  old_image: string | null
  created_at: number
  user_identity: string | null
}

export type StreamStore = ReturnType<typeof openStreamStore>

/** Opens the file that dynoxide has open too, and mends it. */
export function openStreamStore(path: string) {
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec(MEND)
  const streams = `SELECT table_name, key_schema, stream_view_type, stream_label FROM _tables WHERE stream_enabled = 1`
  const find = database.prepare(`${streams} AND table_name = ?`)
  const list = database.prepare(`${streams} ORDER BY table_name`)
  // A table made again under its old name must not show the records of the one before, of whose time they are.
  const from = database.prepare(
    `SELECT ${POSITION} AS position, event_name, keys_json, new_image, old_image, created_at, user_identity
     FROM _stream_records WHERE table_name = ? AND ${POSITION} >= ? AND created_at >= ? ORDER BY ${POSITION} LIMIT ?`,
  )
  const last = database.prepare(
    `SELECT MAX(${POSITION}) AS position FROM _stream_records WHERE table_name = ?`,
  )
  const first = database.prepare(
    `SELECT MIN(${POSITION}) AS position FROM _stream_records WHERE table_name = ?`,
  )
  const forget = database.prepare(
    "DELETE FROM _stream_records WHERE id IN (SELECT id FROM _stream_records WHERE table_name = ? LIMIT ?)",
  )
  const oldest = database.prepare(
    "SELECT id, created_at FROM _stream_records WHERE id > ? ORDER BY id LIMIT ?",
  )
  const keptForCounting = database.prepare("SELECT max(id) AS id FROM _stream_records GROUP BY table_name")
  const remove = database.prepare("DELETE FROM _stream_records WHERE id = ?")

  return {
    database,
    find: (table: string) => find.get(table) as TableStream | undefined,
    list: () => list.all() as unknown as TableStream[],
    /** Records of one table from a position on, not older than `since` (epoch seconds). */
    from: (table: string, position: number, since: number, limit: number) =>
      from.iterate(table, position, since, limit) as unknown as Iterable<StreamRecord>,
    lastPosition: (table: string) => (last.get(table) as { position: number | null }).position ?? 0,
    firstPosition: (table: string) => (first.get(table) as { position: number | null }).position ?? 0,
    /** Removes up to `limit` records of a table that was deleted; true when there may be more. */
    forget: (table: string, limit: number) => Number(forget.run(table, limit).changes) === limit,
    oldest: (afterId: number, limit: number) =>
      oldest.all(afterId, limit) as { id: number; created_at: number }[],
    /** The last record of each table: from it dynoxide counts on, so it must stay however old it is. */
    lastIds: () => new Set((keptForCounting.all() as { id: number }[]).map(({ id }) => id)),
    remove: (ids: number[]) => {
      database.exec("BEGIN IMMEDIATE")
      for (const id of ids) remove.run(id)
      database.exec("COMMIT")
    },
    close: () => database.close(),
  }
}
