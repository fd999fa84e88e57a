/** Items whose time to live has passed, found in dynoxide's SQLite file, and what their stream records tell of it. */
import type { DatabaseSync } from "node:sqlite"
import type { AttributeValue } from "@aws-sdk/client-dynamodb"

// On AWS, too, what would have expired more than five years ago stays: it is more likely a mistake than a time.
const OLDEST_SECONDS = 5 * 365 * 24 * 3600

// dynoxide cannot be told who deletes, so a trigger in its own transaction writes it: no reader sees the record without.
const MARKS = `
  CREATE TABLE IF NOT EXISTS facturo_expiring
    (table_name TEXT, keys_json TEXT, PRIMARY KEY (table_name, keys_json)) WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS facturo_expired AFTER INSERT ON _stream_records
    WHEN NEW.event_name = 'REMOVE' AND EXISTS (
      SELECT 1 FROM facturo_expiring WHERE table_name = NEW.table_name AND keys_json = NEW.keys_json)
    BEGIN
      UPDATE _stream_records SET user_identity = '{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}'
        WHERE id = NEW.id;
    END;
  DELETE FROM facturo_expiring;
`

export type ExpiringTable = { name: string; attribute: string; keys: string[]; hasStream: boolean }

export type ItemKey = Record<string, AttributeValue>

export type ExpiredItems = ReturnType<typeof openExpiredItems>

/** Prepares the file that `database` has open. */
export function openExpiredItems(database: DatabaseSync) {
  database.exec(MARKS)
  const tables = database.prepare(
    `SELECT table_name, ttl_attribute, key_schema, stream_enabled FROM _tables
     WHERE ttl_enabled = 1 AND ttl_attribute IS NOT NULL`,
  )
  const mark = database.prepare("INSERT OR IGNORE INTO facturo_expiring VALUES (?, ?)")

  return {
    /** The tables that have a time to live. */
    tables: () => tables.all().map(toTable).filter(canBeIndexed),

    /**
     * Keys of up to `limit` items that expired before `now` (epoch seconds), the first to expire first. An index is
     * made once: without it every look would read the whole table. Items without a number there never expire.
     */
    find: ({ name, attribute, keys }: ExpiringTable, now: number, limit: number): ItemKey[] => {
      const expiry = `CAST(json_extract(item_json, '$."${attribute.replaceAll("'", "''")}".N') AS REAL)`
      const index = `facturo_expiry ${name} ${attribute}`
      database.exec(`CREATE INDEX IF NOT EXISTS "${index}" ON "${name}" (${expiry})`)
      const rows = database
        .prepare(
          `SELECT item_json FROM "${name}" WHERE ${expiry} >= ? AND ${expiry} < ? ORDER BY ${expiry} LIMIT ?`,
        )
        .all(now - OLDEST_SECONDS, now, limit) as { item_json: string }[]
      return rows.map(row => {
        const item = JSON.parse(row.item_json)
        return Object.fromEntries(keys.map(key => [key, item[key]]))
      })
    },

    /** From now on the removal of these items is one by the service; until `unmark`. */
    mark: ({ name }: ExpiringTable, keys: ItemKey[]) => {
      database.exec("BEGIN IMMEDIATE")
      for (const key of keys) {
        // dynoxide writes a key's two attributes in any order.
        mark.run(name, JSON.stringify(key))
        mark.run(name, JSON.stringify(Object.fromEntries(Object.entries(key).reverse())))
      }
      database.exec("COMMIT")
    },

    unmark: () => database.exec("DELETE FROM facturo_expiring"),
  }
}

function toTable(row: Record<string, unknown>): ExpiringTable {
  const keys = JSON.parse(String(row.key_schema)) as { AttributeName: string }[]
  return {
    name: String(row.table_name),
    attribute: String(row.ttl_attribute),
    keys: keys.map(key => key.AttributeName),
    hasStream: row.stream_enabled === 1,
  }
}

/** SQLite's JSON paths have no way to write these two; such items stay. */
function canBeIndexed({ attribute }: ExpiringTable): boolean {
  return !/["\\]/.test(attribute)
}
