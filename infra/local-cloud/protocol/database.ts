/** Opens a service's SQLite file so that what was acknowledged survives the death of the process. */
import { mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"

const LOCKED = 5 // SQLITE_BUSY

/**
 * Opens (and creates) the database and runs `schema`, which must be repeatable. Throws when another process has it.
 * In WAL mode a commit is with the operating system when it returns, so a killed process loses nothing;
 * synchronous=NORMAL leaves out the wait for the disk, which only a power failure could tell apart.
 */
export function openDatabase(path: string, schema: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path, { timeout: 500 })
  try {
    database.exec(
      "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL",
    )
    database.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000")
    database.exec(schema)
    database.exec("BEGIN EXCLUSIVE; COMMIT")
    return database
  } catch (cause) {
    database.close()
    if ((cause as { errcode?: number }).errcode !== LOCKED) throw cause
    throw new Error(`${path} is in use by another local cloud`, { cause })
  }
}

/** Runs `work` in one transaction: all of it is stored, or, when it throws, nothing. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE")
  try {
    const result = work()
    database.exec("COMMIT")
    return result
  } catch (error) {
    database.exec("ROLLBACK")
    throw error
  }
}
