/** What Parameter Store remembers: every version of every parameter, and tags. */
import { openDatabase } from "../protocol/database.ts"

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS versions (
    name TEXT NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL, data_type TEXT NOT NULL,
    tier TEXT NOT NULL, description TEXT, allowed_pattern TEXT, key_id TEXT, modified_at INTEGER NOT NULL,
    PRIMARY KEY (name, version)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tags (
    name TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name, key)
  ) WITHOUT ROWID;
`
const MAX_VERSIONS = 100
const NEWEST = "version = (SELECT max(version) FROM versions newest WHERE newest.name = versions.name)"

export type ParameterType = "String" | "StringList" | "SecureString"

export type ParameterVersion = {
  name: string
  version: number
  type: ParameterType
  value: string
  data_type: string
  tier: string
  description: string | null
  allowed_pattern: string | null
  key_id: string | null
  modified_at: number
}

export type Tag = { Key: string; Value: string }

export type ParameterRepository = ReturnType<typeof openParameters>

/** Opens the parameters at `path`. Nothing here throws for a name that does not exist. */
export function openParameters(path: string) {
  const database = openDatabase(path, SCHEMA)
  const newest = database.prepare(`SELECT * FROM versions WHERE name = ? AND ${NEWEST}`)
  const exact = database.prepare("SELECT * FROM versions WHERE name = ? AND version = ?")
  const history = database.prepare("SELECT * FROM versions WHERE name = ? ORDER BY version")
  // U+FFFF sorts after every character that a name may have.
  const under = database.prepare(
    `SELECT * FROM versions WHERE name >= ? AND name < ? AND ${NEWEST} ORDER BY name`,
  )
  const add = database.prepare("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
  const forgetOld = database.prepare("DELETE FROM versions WHERE name = ? AND version <= ?")
  const remove = database.prepare("DELETE FROM versions WHERE name = ?")
  const removeTags = database.prepare("DELETE FROM tags WHERE name = ?")
  const tags = database.prepare("SELECT key AS Key, value AS Value FROM tags WHERE name = ? ORDER BY key")
  const addTag = database.prepare("INSERT OR REPLACE INTO tags VALUES (?, ?, ?)")
  const removeTag = database.prepare("DELETE FROM tags WHERE name = ? AND key = ?")

  return {
    get: (name: string, version?: number) =>
      (version === undefined ? newest.get(name) : exact.get(name, version)) as ParameterVersion | undefined,
    /** The newest versions of the parameters whose names begin with `prefix`, in the order of their names. */
    list: (prefix: string) => under.all(prefix, `${prefix}\uffff`) as unknown as ParameterVersion[],
    history: (name: string) => history.all(name) as unknown as ParameterVersion[],
    /** Stores one more version; beyond the hundredth the oldest is forgotten. */
    add: (each: ParameterVersion) => {
      const {
        name,
        version,
        type,
        value,
        data_type,
        tier,
        description,
        allowed_pattern,
        key_id,
        modified_at,
      } = each
      add.run(name, version, type, value, data_type, tier, description, allowed_pattern, key_id, modified_at)
      forgetOld.run(name, version - MAX_VERSIONS)
    },
    /** True when there was something to delete. */
    delete: (name: string) => {
      removeTags.run(name)
      return remove.run(name).changes > 0
    },
    tags: (name: string) => tags.all(name) as unknown as Tag[],
    addTags: (name: string, added: Tag[]) => {
      for (const { Key, Value } of added) addTag.run(name, Key, Value)
    },
    removeTags: (name: string, keys: string[]) => {
      for (const key of keys) removeTag.run(name, key)
    },
    close: () => database.close(),
  }
}
