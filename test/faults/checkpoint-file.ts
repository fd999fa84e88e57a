/** The file of the event source mappings' checkpoints, seen from outside. */
import { copyFileSync, existsSync, rmSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

/** How far a mapping is on a shard; "0" when it has not done anything of it yet. */
export type Position = { mapping: string; shard: string; position: string; isFinished: boolean }

/** All positions that were written; none while the file is not there. */
export function readPositions(file: string): Position[] {
  if (!existsSync(file)) return []
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const sql =
      "SELECT mapping_id AS mapping, shard_id AS shard, coalesce(position, '0') AS position, finished FROM shards"
    return database
      .prepare(sql)
      .all()
      .map(({ finished, ...row }) => ({ ...row, isFinished: finished === 1 }) as Position)
  } catch {
    return [] // it is being made
  } finally {
    database.close()
  }
}

const parts = ["", "-wal", "-shm"]

/** Keeps a copy of the file as it is, while nobody writes it. */
export function keepCopy(file: string): void {
  for (const part of parts) {
    rmSync(`${file}.copy${part}`, { force: true })
    if (existsSync(`${file}${part}`)) copyFileSync(`${file}${part}`, `${file}.copy${part}`)
  }
}

/** Goes back to the copy: what was delivered since is delivered again, in other batches. False when there is none. */
export function goBack(file: string): boolean {
  if (!existsSync(`${file}.copy`)) return false
  for (const part of parts) {
    rmSync(`${file}${part}`, { force: true })
    if (existsSync(`${file}.copy${part}`)) copyFileSync(`${file}.copy${part}`, `${file}${part}`)
  }
  return true
}
