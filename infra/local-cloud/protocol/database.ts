/** Opens a service's SQLite file so that what was acknowledged survives the death of the process. */
import { mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"

/**
 * Opens (and creates) the database and runs `schema`, which must be repeatable.
 * In WAL mode a commit is with the operating system when it returns, so a killed process loses nothing;
 * synchronous=NORMAL leaves out the wait for the disk, which only a power failure could tell apart.
 */
export function openDatabase(path: string, schema: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
  database.exec(schema)
  return database
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
