/**
 * Simulations in their table: `id` is the key; the index `newest` lists them. Beside a running one stands an item
 * `running#<id>` in a list of its own, so that the schedule finds those that run without reading all that ever did.
 */
import { GetCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany, ifConditionFailed } from "../shared/dynamodb-items.ts"
import type { Page } from "../shared/http/page.ts"
import { type Index, positionOf, queryNewestFirst } from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import type { Simulation } from "./schema.ts"

const table = () => resourceName("simulations")
const newest = (): Index => ({ table: table(), index: "newest", partitionKey: "collection" })
const collection = "simulations"
const running = "running"

/** How long a runner that is not heard of keeps its simulation, in milliseconds. */
const leaseTime = 30_000

/** How far a simulation is. */
export type Progress = Pick<Simulation, "sent" | "skipped" | "note">

/** A simulation with what its runners keep of it. */
export type StoredSimulation = Simulation & {
  /** The request that started it. */
  correlationId: string
  /** When the first runner took it, in milliseconds; undefined before. */
  startedMs?: number
}

export const simulations = {
  /** The simulation with this id, or undefined. */
  async get(id: string): Promise<Simulation | undefined> {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: table(), Key: { id }, ConsistentRead: true }),
    )
    return Item?.collection === collection ? toSimulation(Item) : undefined
  },

  /** One page of all simulations, newest first. */
  async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Simulation>> {
    const { items, next } = await queryNewestFirst(newest(), [collection], page)
    return { items: items.map(toSimulation), next }
  },

  /** Stores a new simulation, which is running and waits for a runner. */
  async add(simulation: StoredSimulation): Promise<void> {
    const position = positionOf(simulation)
    const marker = { id: markerId(simulation.id), simulationId: simulation.id, collection: running, position }
    const Item = { ...simulation, collection, position, leaseUntil: 0 }
    await dynamodb.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: table(), Item, ConditionExpression: "attribute_not_exists(id)" } },
          { Put: { TableName: table(), Item: marker } },
        ],
      }),
    )
  },

  /** The ids of the running simulations that no runner holds. */
  async listAbandoned(now: number): Promise<string[]> {
    const abandoned: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await queryNewestFirst(newest(), [running], { limit: 100, cursor })
      const ids = page.items.map(({ simulationId }) => simulationId as string)
      const found = await getMany(table(), ids)
      abandoned.push(...found.filter(one => (one.leaseUntil as number) < now).map(one => one.id as string))
      if (!page.next) return abandoned
      cursor = page.next
    }
  },

  /** Makes `runner` the one that runs it. Undefined when it has ended, or another runner holds it. */
  async claim(id: string, runner: string, now: number): Promise<StoredSimulation | undefined> {
    return dynamodb
      .send(
        new UpdateCommand({
          TableName: table(),
          Key: { id },
          UpdateExpression:
            "SET runner = :runner, leaseUntil = :until, startedMs = if_not_exists(startedMs, :now)",
          ConditionExpression: "#status = :running AND leaseUntil < :now",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: {
            ":runner": runner,
            ":until": now + leaseTime,
            ":now": now,
            ":running": "running",
          },
          ReturnValues: "ALL_NEW",
        }),
      )
      .then(({ Attributes }) => Attributes as StoredSimulation)
      .catch(ifConditionFailed(undefined))
  },

  /** Stores how far it is and keeps it for `runner`. False when it was stopped or has another runner by now. */
  async renew(id: string, runner: string, progress: Progress, now: number): Promise<boolean> {
    return update(id, progress, now, runner, { leaseUntil: now + leaseTime, mustRun: true })
  },

  /** Stores how far it is and lets go of it, so that another runner may take it at once. */
  async release(id: string, runner: string, progress: Progress, now: number): Promise<boolean> {
    return update(id, progress, now, runner, { leaseUntil: 0, mustRun: false })
  },

  /** Ends it; when it has ended already, nothing changes. With a runner, only if that one holds it. */
  async end(id: string, status: "stopped" | "finished", now: number, runner?: string): Promise<void> {
    await dynamodb
      .send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Update: {
                TableName: table(),
                Key: { id },
                UpdateExpression: "SET #status = :status, updatedAt = :now, endedAt = :now, note = :none",
                ConditionExpression: `#status = :running${runner ? " AND runner = :runner" : ""}`,
                ExpressionAttributeNames: { "#status": "status" },
                ExpressionAttributeValues: {
                  ":status": status,
                  ":now": new Date(now).toISOString(),
                  ":none": null,
                  ":running": "running",
                  ...(runner ? { ":runner": runner } : {}),
                },
              },
            },
            { Delete: { TableName: table(), Key: { id: markerId(id) } } },
          ],
        }),
      )
      .catch(ifCanceledByCondition)
  },
}

const markerId = (id: string): string => `running#${id}`

async function update(
  id: string,
  { sent, skipped, note }: Progress,
  now: number,
  runner: string,
  { leaseUntil, mustRun }: { leaseUntil: number; mustRun: boolean },
): Promise<boolean> {
  return dynamodb
    .send(
      new UpdateCommand({
        TableName: table(),
        Key: { id },
        UpdateExpression: `SET sent = :sent, skipped = :skipped, updatedAt = :at, leaseUntil = :until${mustRun ? ", note = :note" : ""}`,
        ConditionExpression: `runner = :runner${mustRun ? " AND #status = :running" : ""}`,
        ...(mustRun ? { ExpressionAttributeNames: { "#status": "status" } } : {}),
        ExpressionAttributeValues: {
          ":sent": sent,
          ":skipped": skipped,
          ":at": new Date(now).toISOString(),
          ":until": leaseUntil,
          ":runner": runner,
          ...(mustRun ? { ":note": note, ":running": "running" } : {}),
        },
      }),
    )
    .then(() => true)
    .catch(ifConditionFailed(false))
}

function ifCanceledByCondition(error: unknown): void {
  const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? []
  if (!reasons.some(({ Code }) => Code === "ConditionalCheckFailed")) throw error
}

/** Without what only the runners need. */
function toSimulation(item: Record<string, unknown>): Simulation {
  const { id, rate, seconds, status, sent, skipped, note, createdAt, updatedAt, endedAt } = item as Simulation
  return { id, rate, seconds, status, sent, skipped, note, createdAt, updatedAt, endedAt }
}
