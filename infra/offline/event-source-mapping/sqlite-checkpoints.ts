/** Checkpoints in a SQLite file. */
import { mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { Checkpoint, Checkpoints } from "./checkpoints.ts"

// With a write-ahead log a committed write is in the system's cache: a killed process loses nothing.
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS started (
    mapping_id TEXT, stream_key TEXT, PRIMARY KEY (mapping_id, stream_key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS shards (
    mapping_id TEXT, stream_key TEXT, shard_id TEXT,
    since INTEGER, position TEXT, finished INTEGER NOT NULL, tumbling_window TEXT,
    PRIMARY KEY (mapping_id, stream_key, shard_id)
  );
`

type Row = {
  shard_id: string
  since: number | null
  position: string | null
  finished: number
  tumbling_window: string | null
}

/** Opens the file (`:memory:` for none), making it and its folder if need be. */
export function openSqliteCheckpoints(file: string): Checkpoints {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec(SCHEMA)
  const selectStarted = database.prepare("SELECT 1 FROM started WHERE mapping_id = ? AND stream_key = ?")
  const insertStarted = database.prepare("INSERT OR IGNORE INTO started VALUES (?, ?)")
  const selectShards = database.prepare(
    "SELECT shard_id, since, position, finished, tumbling_window FROM shards WHERE mapping_id = ? AND stream_key = ?",
  )
  const upsert = database.prepare("INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?, ?, ?, ?)")

  const save: Checkpoints["save"] = ({ mappingId, streamKey, shardId }, checkpoint) => {
    const window = checkpoint.window && JSON.stringify(checkpoint.window)
    const { since, position, finished } = checkpoint
    upsert.run(mappingId, streamKey, shardId, since, position, finished ? 1 : 0, window)
  }
  return {
    load(mappingId, streamKey) {
      if (selectStarted.get(mappingId, streamKey) === undefined) return undefined
      const rows = selectShards.all(mappingId, streamKey) as Row[]
      return new Map(rows.map(row => [row.shard_id, toCheckpoint(row)]))
    },
    begin(mappingId, streamKey, shards) {
      database.exec("BEGIN IMMEDIATE")
      try {
        insertStarted.run(mappingId, streamKey)
        for (const [shardId, checkpoint] of shards) save({ mappingId, streamKey, shardId }, checkpoint)
        database.exec("COMMIT")
      } catch (error) {
        database.exec("ROLLBACK")
        throw error
      }
    },
    save,
    close: () => database.close(),
  }
}

function toCheckpoint(row: Row): Checkpoint {
  return {
    since: row.since,
    position: row.position,
    finished: row.finished === 1,
    window: row.tumbling_window === null ? null : JSON.parse(row.tumbling_window),
  }
}
