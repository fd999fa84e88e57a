/** What Cloud Map remembers: namespaces, services, instances, finished operations and tags. */
import { randomBytes, randomUUID } from "node:crypto"
import type { DnsConfig, HealthCheckCustomConfig } from "@aws-sdk/client-servicediscovery"
import { openDatabase } from "../protocol/database.ts"

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS namespaces (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS services (
    id TEXT PRIMARY KEY, namespace TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (namespace, name)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS instances (
    service TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (service, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS revisions (service TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS operations (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS tags (id TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id, key)) WITHOUT ROWID;
`
// Services register at every start: without an end the list of their operations would only grow.
const OPERATIONS_KEPT = 1000

export type Namespace = {
  id: string
  name: string
  description?: string
  createdAt: number
  requestId?: string
}

export type Service = {
  id: string
  namespace: string
  name: string
  description?: string
  createdAt: number
  requestId?: string
  dnsConfig?: DnsConfig
  customHealth?: HealthCheckCustomConfig
}

export type Health = "HEALTHY" | "UNHEALTHY" | "UNKNOWN"

export type Instance = {
  service: string
  id: string
  attributes: Record<string, string>
  health: Health
  requestId?: string
}

export type OperationType =
  | "CREATE_NAMESPACE"
  | "DELETE_NAMESPACE"
  | "UPDATE_SERVICE"
  | "REGISTER_INSTANCE"
  | "DEREGISTER_INSTANCE"

export type FinishedOperation = {
  id: string
  type: OperationType
  at: number
  targets: Record<string, string>
}

export type Tag = { Key: string; Value: string }

export type CloudMapStore = ReturnType<typeof openCloudMapStore>

/** Opens the store at `path`. `get` and `find` answer undefined for what does not exist. */
export function openCloudMapStore(path: string) {
  const database = openDatabase(path, SCHEMA)
  const sql = (text: string) => database.prepare(text)

  return {
    namespaces: {
      get: one<Namespace>(sql("SELECT body FROM namespaces WHERE id = ?")),
      find: one<Namespace>(sql("SELECT body FROM namespaces WHERE name = ?")),
      list: many<Namespace>(sql("SELECT body FROM namespaces ORDER BY id")),
      save: (each: Namespace) =>
        run(sql("INSERT OR REPLACE INTO namespaces VALUES (?, ?, ?)"), each.id, each.name, json(each)),
      delete: (id: string) => run(sql("DELETE FROM namespaces WHERE id = ?"), id),
    },
    services: {
      get: one<Service>(sql("SELECT body FROM services WHERE id = ?")),
      find: one<Service>(sql("SELECT body FROM services WHERE namespace = ? AND name = ?")),
      list: many<Service>(sql("SELECT body FROM services ORDER BY id")),
      save: (each: Service) =>
        run(
          sql("INSERT OR REPLACE INTO services VALUES (?, ?, ?, ?)"),
          each.id,
          each.namespace,
          each.name,
          json(each),
        ),
      delete: (id: string) => run(sql("DELETE FROM services WHERE id = ?"), id),
    },
    instances: {
      get: one<Instance>(sql("SELECT body FROM instances WHERE service = ? AND id = ?")),
      list: many<Instance>(sql("SELECT body FROM instances WHERE service = ? ORDER BY id")),
      save: (each: Instance) =>
        run(sql("INSERT OR REPLACE INTO instances VALUES (?, ?, ?)"), each.service, each.id, json(each)),
      delete: (service: string, id: string) =>
        run(sql("DELETE FROM instances WHERE service = ? AND id = ?"), service, id),
    },
    /** Counts the changes of a service's instances, so that clients see that something has changed. */
    revision: {
      get: (service: string) =>
        (
          sql("SELECT revision FROM revisions WHERE service = ?").get(service) as
            | { revision: number }
            | undefined
        )?.revision ?? 1,
      raise: (service: string) =>
        run(
          sql("INSERT INTO revisions VALUES (?, 2) ON CONFLICT DO UPDATE SET revision = revision + 1"),
          service,
        ),
    },
    operations: {
      get: one<FinishedOperation>(sql("SELECT body FROM operations WHERE id = ?")),
      list: many<FinishedOperation>(sql("SELECT body FROM operations ORDER BY id")),
      add: (each: FinishedOperation) => {
        const { lastInsertRowid } = sql("INSERT INTO operations (id, body) VALUES (?, ?)").run(
          each.id,
          json(each),
        )
        run(sql("DELETE FROM operations WHERE number <= ?"), Number(lastInsertRowid) - OPERATIONS_KEPT)
      },
    },
    tags: {
      list: (id: string) =>
        sql("SELECT key AS Key, value AS Value FROM tags WHERE id = ? ORDER BY key").all(
          id,
        ) as unknown as Tag[],
      add: (id: string, tags: Tag[]) => {
        for (const { Key, Value } of tags)
          run(sql("INSERT OR REPLACE INTO tags VALUES (?, ?, ?)"), id, Key, Value)
      },
      remove: (id: string, keys: string[]) => {
        for (const key of keys) run(sql("DELETE FROM tags WHERE id = ? AND key = ?"), id, key)
      },
      clear: (id: string) => run(sql("DELETE FROM tags WHERE id = ?"), id),
    },
    database,
    close: () => database.close(),
  }
}

/** An id as Cloud Map makes them: `ns-` or `srv-` and sixteen characters. */
export function newId(prefix: "ns" | "srv"): string {
  return `${prefix}-${randomBytes(8).toString("hex")}`
}

/** An operation's id. */
export function newOperationId(): string {
  return randomUUID()
}

type Statement = ReturnType<ReturnType<typeof openDatabase>["prepare"]>

function one<Body>(statement: Statement) {
  return (...keys: string[]): Body | undefined => {
    const row = statement.get(...keys) as { body: string } | undefined
    return row && JSON.parse(row.body)
  }
}

function many<Body>(statement: Statement) {
  return (...keys: string[]): Body[] =>
    (statement.all(...keys) as { body: string }[]).map(row => JSON.parse(row.body))
}

function run(statement: Statement, ...values: (string | number)[]): void {
  statement.run(...values)
}

function json(value: object): string {
  return JSON.stringify(value)
}
