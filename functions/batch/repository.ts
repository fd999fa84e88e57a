/**
 * Jobs in their table: `id` is the key; the index `newest` lists them. An item `campaign#<name>` beside a job keeps a
 * campaign from having two of them; a job that is taken back names the one that does it.
 */
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { ifConditionFailed } from "../shared/dynamodb-items.ts"
import type { Page } from "../shared/http/page.ts"
import { type Index, positionOf, queryNewestFirst } from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import { transact, untilWritten, type Write } from "../shared/transact.ts"
import type { Job } from "./schema.ts"

const table = () => resourceName("jobs")
const newest = (): Index => ({ table: table(), index: "newest", partitionKey: "collection" })
const collection = "jobs"

/** How long a runner that is not heard of keeps its job, in milliseconds: longer than one step with all its tries. */
const leaseTime = 120_000

/** What a job has counted so far, and where its next step begins (undefined: at the first bill). */
export type Progress = Pick<Job, "read" | "written" | "skipped" | "failed"> & { cursor?: string | undefined }

/** A job with what its runners keep of it. */
export type StoredJob = Job & {
  cursor?: string | undefined
  /** The request or schedule that started it. */
  correlationId: string
  /** Until when its runner keeps it, in milliseconds. */
  leaseUntil: number
}

export const jobs = {
  /** The job with this id, or undefined. */
  async get(id: string): Promise<StoredJob | undefined> {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: table(), Key: { id }, ConsistentRead: true }),
    )
    return Item?.collection === collection ? fromItem(Item) : undefined
  },

  /** The job of a campaign, or undefined. */
  async ofCampaign(campaign: string): Promise<StoredJob | undefined> {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: table(), Key: { id: campaignId(campaign) }, ConsistentRead: true }),
    )
    return Item && jobs.get(Item.jobId as string)
  },

  /** One page of all jobs, newest first. */
  async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Job>> {
    const { items, next } = await queryNewestFirst(newest(), [collection], page)
    return { items: items.map(item => toJob(fromItem(item))), next }
  },

  /** Stores a new job. False when its campaign has one already; nothing is stored then. */
  async add(job: StoredJob): Promise<boolean> {
    return allOrNothing([insert({ id: campaignId(job.campaign), jobId: job.id }), insert(toItem(job))])
  },

  /** Stores the job that takes another one back. False when that one is running or taken back already. */
  async addUndo(undo: StoredJob, id: string): Promise<boolean> {
    const mark: Write = {
      Update: {
        TableName: table(),
        Key: { id },
        UpdateExpression: "SET undoneBy = :undo",
        ConditionExpression: "#status <> :running AND (attribute_not_exists(undoneBy) OR undoneBy = :none)",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":undo": undo.id, ":running": "running", ":none": null },
      },
    }
    return allOrNothing([mark, insert(toItem(undo))])
  },

  /** Makes `runner` the one that runs it. Undefined when it does not run, or another runner holds it. */
  async claim(id: string, runner: string, now: number): Promise<StoredJob | undefined> {
    return change(id, {
      set: { runner, leaseUntil: now + leaseTime },
      condition: "#status = :ifRunning AND (attribute_not_exists(#runner) OR #leaseUntil < :ifBefore)",
      values: { ":ifRunning": "running", ":ifBefore": now },
    })
  },

  /** Stores what one step did, all of it or nothing. False when `runner` is not the one that runs it any more. */
  async advance(id: string, runner: string, progress: Progress, now: number): Promise<boolean> {
    return changeOwn(id, runner, { ...progress, updatedAt: isoTime(now), leaseUntil: now + leaseTime })
  },

  /** Lets go of it, so that the next runner may take it at once. */
  async release(id: string, runner: string): Promise<boolean> {
    return changeOwn(id, runner, { leaseUntil: 0 })
  },

  /** Ends it, with the reason when it failed. False when `runner` is not the one that runs it any more. */
  async end(id: string, runner: string, error: string | null, now: number): Promise<boolean> {
    const at = isoTime(now)
    const status = error === null ? "completed" : "failed"
    return changeOwn(id, runner, { status, error, endedAt: at, updatedAt: at })
  },

  /** Marks a job as failed that no runner could be started for. */
  async failUnstarted(id: string, error: string, now: number): Promise<void> {
    const at = isoTime(now)
    await change(id, {
      set: { status: "failed", error, endedAt: at, updatedAt: at },
      condition: "#status = :ifRunning AND attribute_not_exists(#runner)",
      values: { ":ifRunning": "running" },
    })
  },

  /**
   * Makes a failed job run again, or one whose runner is not heard of any more, from where it is. Undefined when it is
   * neither, or is taken back. When bills failed it begins at the first one again, and counts all of them anew.
   */
  async reopen(job: StoredJob, now: number): Promise<StoredJob | undefined> {
    const anew = { read: 0, written: 0, skipped: 0, failed: 0, cursor: undefined }
    return change(job.id, {
      set: {
        status: "running",
        error: null,
        endedAt: null,
        updatedAt: isoTime(now),
        // The bills that failed lie before the cursor.
        ...(job.failed > 0 ? anew : {}),
        leaseUntil: now + leaseTime,
      },
      remove: ["runner"],
      condition:
        "(#status = :ifFailed OR (#status = :ifRunning AND #leaseUntil < :ifBefore)) AND #updatedAt = :ifSeen AND (attribute_not_exists(#undoneBy) OR #undoneBy = :ifNone)",
      values: {
        ":ifFailed": "failed",
        ":ifRunning": "running",
        ":ifBefore": now,
        ":ifSeen": job.updatedAt,
        ":ifNone": null,
      },
    })
  },
}

/** Without what only the runners need. */
export function toJob({ cursor: _, correlationId: __, leaseUntil: ___, ...stored }: StoredJob): Job {
  return stored
}

const toItem = (job: StoredJob) => ({
  ...job,
  collection,
  position: positionOf({ id: job.id, createdAt: job.startedAt }),
})

/** The job of an item; those from before jobs could be taken back say nothing about it. */
function fromItem(item: Record<string, unknown>): StoredJob {
  const { id, type, campaign, rate, status, read, written, skipped, failed, error } = item as StoredJob
  const { startedAt, updatedAt, endedAt, undoes = null, undoneBy = null } = item as StoredJob
  const { cursor, correlationId, leaseUntil } = item as StoredJob
  return {
    ...{ id, type, campaign, rate, status, read, written, skipped, failed, undoes, undoneBy, error },
    ...{ startedAt, updatedAt, endedAt, cursor, correlationId, leaseUntil },
  }
}

const insert = (Item: Record<string, unknown>): Write => ({
  Put: { TableName: table(), Item, ConditionExpression: "attribute_not_exists(id)" },
})

const campaignId = (campaign: string): string => `campaign#${campaign}`

const isoTime = (ms: number): string => new Date(ms).toISOString()

type Change = {
  /** New values; those that are undefined are removed. */
  set: Record<string, unknown>
  remove?: string[]
  condition: string
  /** Values of the condition; their names begin with `:if`, those of new values are `:` and the name. */
  values: Record<string, unknown>
}

/** One conditional write. Gives the job as it is then; undefined when the condition does not hold. */
async function change(
  id: string,
  { set, remove = [], condition, values }: Change,
): Promise<StoredJob | undefined> {
  const given = Object.entries(set).filter(([, value]) => value !== undefined)
  const removed = [...remove, ...Object.keys(set).filter(name => set[name] === undefined)]
  const names = new Set([
    ...Object.keys(set),
    ...removed,
    ...[...condition.matchAll(/#(\w+)/g)].map(match => match[1]),
  ])
  return dynamodb
    .send(
      new UpdateCommand({
        TableName: table(),
        Key: { id },
        UpdateExpression: [
          `SET ${given.map(([name]) => `#${name} = :${name}`).join(", ")}`,
          ...(removed.length > 0 ? [`REMOVE ${removed.map(name => `#${name}`).join(", ")}`] : []),
        ].join(" "),
        ConditionExpression: condition,
        ExpressionAttributeNames: Object.fromEntries([...names].map(name => [`#${name}`, name as string])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
          ...values,
        },
        ReturnValues: "ALL_NEW",
      }),
    )
    .then(({ Attributes }) => fromItem(Attributes as Record<string, unknown>))
    .catch(ifConditionFailed(undefined))
}

async function changeOwn(id: string, runner: string, set: Change["set"]): Promise<boolean> {
  const changed = await change(id, {
    set,
    condition: "#runner = :ifRunner AND #status = :ifRunning",
    values: { ":ifRunner": runner, ":ifRunning": "running" },
  })
  return changed !== undefined
}

/** False when the condition of the first write does not hold. */
async function allOrNothing(writes: Write[]): Promise<boolean> {
  const failed = await untilWritten("The job", () => transact(writes))
  if (failed.length > 0 && !failed.includes(0)) throw new Error("There is a job with this id already.")
  return failed.length === 0
}
