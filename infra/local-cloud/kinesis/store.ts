/** What Kinesis remembers, in one SQLite file: streams, their shards, and the records in order of arrival. */
import { openDatabase } from "../protocol/database.ts"

// `position` counts up over all streams and is never used twice, so that it orders every shard's records; a
// shard's first and last position lie outside those of its records. Data stays in the base64 in which it came and goes.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS streams (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, mode TEXT NOT NULL,
    retention_hours INTEGER NOT NULL, max_record_kib INTEGER NOT NULL, key_id TEXT, tags TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS shards (
    id INTEGER PRIMARY KEY AUTOINCREMENT, stream INTEGER NOT NULL, number INTEGER NOT NULL,
    first_hash TEXT NOT NULL, last_hash TEXT NOT NULL, parent INTEGER, adjacent_parent INTEGER,
    first_position INTEGER NOT NULL, last_position INTEGER, closed_at INTEGER, UNIQUE (stream, number)
  );
  CREATE TABLE IF NOT EXISTS records (
    position INTEGER PRIMARY KEY, shard INTEGER NOT NULL, arrived_at INTEGER NOT NULL,
    partition_key TEXT NOT NULL, data TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS records_of_shard ON records (shard, position);
  CREATE TABLE IF NOT EXISTS counter (next_position INTEGER NOT NULL);
  INSERT INTO counter SELECT 1 WHERE NOT EXISTS (SELECT * FROM counter);
`

export type Stream = {
  id: number
  name: string
  created_at: number
  mode: "ON_DEMAND" | "PROVISIONED"
  retention_hours: number
  max_record_kib: number
  key_id: string | null
  tags: string
}

/** Hash keys are kept as 32 hexadecimal digits, which compare as text as the numbers do. */
export type Shard = {
  id: number
  stream: number
  number: number
  first_hash: string
  last_hash: string
  parent: number | null
  adjacent_parent: number | null
  first_position: number
  last_position: number | null
  closed_at: number | null
}

export type StoredRecord = { position: number; arrived_at: number; partition_key: string; data: string }

export type KinesisStore = ReturnType<typeof openKinesisStore>

/** Opens the store at `path`. */
export function openKinesisStore(path: string) {
  const database = openDatabase(path, SCHEMA)
  const find = {
    stream: database.prepare("SELECT * FROM streams WHERE name = ?"),
    shards: database.prepare("SELECT * FROM shards WHERE stream = ? ORDER BY number"),
    records: database.prepare(
      `SELECT position, arrived_at, partition_key, data FROM records
       WHERE shard = ? AND position >= ? AND arrived_at >= ? ORDER BY position LIMIT ?`,
    ),
    firstSince: database.prepare(
      "SELECT position FROM records WHERE shard = ? AND arrived_at >= ? ORDER BY position LIMIT 1",
    ),
    hasAfter: database.prepare("SELECT 1 FROM records WHERE shard = ? AND position > ? LIMIT 1"),
    counter: database.prepare("SELECT next_position FROM counter"),
  }
  const change = {
    counter: database.prepare("UPDATE counter SET next_position = ?"),
    addRecord: database.prepare("INSERT INTO records VALUES (?, ?, ?, ?, ?)"),
    addStream: database.prepare(
      "INSERT INTO streams (name, created_at, mode, retention_hours, max_record_kib, tags) VALUES (?, ?, ?, 24, ?, ?)",
    ),
    addShard: database.prepare(
      `INSERT INTO shards (stream, number, first_hash, last_hash, parent, adjacent_parent, first_position)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    closeShard: database.prepare("UPDATE shards SET last_position = ?, closed_at = ? WHERE id = ?"),
  }
  // Reading them for every put would cost more than the put.
  const shardsByStream = new Map<number, Shard[]>()

  return {
    database,
    find,
    change,
    findStream: (name: string) => find.stream.get(name) as Stream | undefined,
    listShards: (stream: number) => {
      const known = shardsByStream.get(stream)
      if (known) return known
      const shards = find.shards.all(stream) as unknown as Shard[]
      shardsByStream.set(stream, shards)
      return shards
    },
    forgetShards: (stream: number) => void shardsByStream.delete(stream),
    /** Takes `count` positions, which nobody else gets, within the transaction under way. */
    takePositions: (count: number): number => {
      const { next_position: next } = find.counter.get() as { next_position: number }
      change.counter.run(next + count)
      return next
    },
    close: () => database.close(),
  }
}

/** `name` as a client sees a shard: shardId-000000000001. */
export function shardName(number: number): string {
  return `shardId-${String(number).padStart(12, "0")}`
}
