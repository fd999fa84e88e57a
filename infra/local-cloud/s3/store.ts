/** What S3 remembers, in one SQLite file: buckets, objects, uploads under way, and bodies in pieces. */
import { openDatabase } from "../protocol/database.ts"

// A body is a row of chunks, so that one of any size is never in memory whole. Its blob is `complete` from the
// transaction on in which an object or a part begins to use it; the others are swept away at the next start.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY, region TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS settings (
    bucket TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (bucket, kind)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL,
    headers TEXT NOT NULL, blobs TEXT NOT NULL, PRIMARY KEY (bucket, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, started_at INTEGER NOT NULL, headers TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified_at INTEGER NOT NULL, blob INTEGER NOT NULL, PRIMARY KEY (upload, number)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS blobs (id INTEGER PRIMARY KEY AUTOINCREMENT, complete INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS chunks (
    blob INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (blob, number)
  );
`
const SWEEP = `
  DELETE FROM chunks WHERE blob IN (SELECT id FROM blobs WHERE complete = 0);
  DELETE FROM blobs WHERE complete = 0;
  PRAGMA incremental_vacuum;
`

export type Bucket = { name: string; region: string; created_at: number }

/** `headers` are the response headers that the object was stored with, as JSON; `blobs` is a JSON list of [id, size]. */
export type StoredObject = {
  bucket: string
  key: string
  size: number
  etag: string
  modified_at: number
  headers: string
  blobs: string
}

export type Upload = { id: string; bucket: string; key: string; started_at: number; headers: string }

export type Part = {
  upload: string
  number: number
  size: number
  etag: string
  modified_at: number
  blob: number
}

export type S3Store = ReturnType<typeof openS3Store>

/** Opens the store at `path` and sweeps away the bodies of uploads that a crash cut short. */
export function openS3Store(path: string) {
  const database = openDatabase(path, SCHEMA)
  database.exec(SWEEP)
  return {
    database,
    bucket: database.prepare("SELECT * FROM buckets WHERE name = ?"),
    object: database.prepare("SELECT * FROM objects WHERE bucket = ? AND key = ?"),
    saveObject: database.prepare("INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?)"),
    deleteObject: database.prepare("DELETE FROM objects WHERE bucket = ? AND key = ?"),
    keysAfter: database.prepare(
      "SELECT key, size, etag, modified_at FROM objects WHERE bucket = ? AND key >= ? AND key > ? ORDER BY key LIMIT ?",
    ),
    upload: database.prepare("SELECT * FROM uploads WHERE id = ?"),
    parts: database.prepare("SELECT * FROM parts WHERE upload = ? ORDER BY number"),
    savePart: database.prepare("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?)"),
    addBlob: database.prepare("INSERT INTO blobs (complete) VALUES (?)"),
    completeBlob: database.prepare("UPDATE blobs SET complete = 1 WHERE id = ?"),
    deleteBlob: database.prepare("DELETE FROM blobs WHERE id = ?"),
    addChunk: database.prepare("INSERT INTO chunks VALUES (?, ?, ?)"),
    copyChunks: database.prepare(
      "INSERT INTO chunks SELECT ?, number, data FROM chunks WHERE blob = ? ORDER BY number",
    ),
    deleteChunks: database.prepare("DELETE FROM chunks WHERE blob = ?"),
    chunk: database.prepare("SELECT data FROM chunks WHERE blob = ? AND number = ?"),
    close: () => database.close(),
  }
}
