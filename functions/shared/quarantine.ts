/**
 * Quarantine: records of the stream that are no invoices, or that a consumer cannot take, kept with their bytes until
 * somebody looks at them. All consumers put records here; the export service shows them and puts them on the stream
 * again. The bytes are objects in S3, the list is in the table `exports`.
 */
import { createHash } from "node:crypto"
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3"
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "./aws/dynamodb.ts"
import { s3 } from "./aws/s3.ts"
import { ifConditionFailed } from "./dynamodb-items.ts"
import type { PoisonReason } from "./events/read-invoice.ts"
import type { Page } from "./http/page.ts"
import { partitionOf, partitionsOf, queryNewestFirst } from "./newest-first.ts"
import { bucketName, resourceName } from "./stage.ts"
import type { RecordOrigin } from "./stream-records.ts"

/** Why a record is here: what `readInvoice` says, or that this consumer cannot take it. */
export type QuarantineReason = PoisonReason | `refused-by-${string}`

/** A time at which the record was put on the stream again: where it is now, and a digest of what was put. */
export type Replay = {
  at: string
  by: string
  shardId: string
  sequenceNumber: string
  digest: string
}

/** A record in quarantine, without its bytes. */
export type QuarantineEntry = {
  /** When it arrived, its shard and its sequence number: names the record, and tells where its bytes are. */
  id: string
  reason: QuarantineReason
  detail: string
  streamArn: string
  shardId: string
  sequenceNumber: string
  partitionKey: string
  arrivedAt: string
  size: number
  /** The last replay, if there was one. */
  replay?: Replay
}

/** Partitions of the list. */
const partitions = 4

export const quarantine = {
  /** Keeps a record, and gives its id. A repeat changes nothing. */
  async keep(record: RecordOrigin, reason: QuarantineReason, detail: string): Promise<string> {
    const id = idOf(record, reason)
    const { bytes, streamArn, shardId, sequenceNumber } = record
    const arrivedAt = new Date(record.arrivedAt).toISOString()
    // A detail may quote half of a surrogate pair, which no table takes.
    const texts = { detail: detail.toWellFormed(), partitionKey: record.partitionKey.toWellFormed() }
    const entry = { reason, ...texts, streamArn, shardId, sequenceNumber, arrivedAt }
    const data = Buffer.from(bytes).toString("base64")
    await s3.send(
      new PutObjectCommand({
        Bucket: bucketName(),
        Key: objectKey(id),
        Body: JSON.stringify({ ...entry, data }, undefined, 2),
        ContentType: "application/json",
      }),
    )
    // Last: what is in the list has its bytes. An update, so that a repeat leaves a replay in place.
    const fields = Object.entries({ ...entry, id, size: bytes.byteLength })
    await dynamodb.send(
      new UpdateCommand({
        TableName: table(),
        Key: itemKey(id),
        UpdateExpression: `SET ${fields.map((_, n) => `#${n} = :${n}`).join(", ")}`,
        ExpressionAttributeNames: Object.fromEntries(fields.map(([name], n) => [`#${n}`, name])),
        ExpressionAttributeValues: Object.fromEntries(fields.map(([, value], n) => [`:${n}`, value])),
      }),
    )
    return id
  },

  /** The entry with this id, or undefined. */
  async get(id: string): Promise<QuarantineEntry | undefined> {
    if (!isId(id)) return undefined
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: table(), Key: itemKey(id), ConsistentRead: true }),
    )
    return Item && fromItem(Item)
  },

  /** The bytes of an entry, as they were on the stream. Throws when they are not there. */
  async bytes({ id }: QuarantineEntry): Promise<Uint8Array> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName(), Key: objectKey(id) }))
    const { data } = JSON.parse((await Body?.transformToString()) ?? "")
    return Buffer.from(data, "base64")
  },

  /** One page of all entries, newest first. Throws a ValidationError for a broken cursor. */
  async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<QuarantineEntry>> {
    const list = { table: table(), partitionKey: "pk", sortKey: "sk" }
    const { items, next } = await queryNewestFirst(list, partitionsOf("quarantine", partitions), page)
    return { items: items.map(fromItem), next }
  },

  /** Notes that the record is on the stream again. */
  async markReplayed({ id }: QuarantineEntry, replay: Replay): Promise<void> {
    await dynamodb
      .send(
        new UpdateCommand({
          TableName: table(),
          Key: itemKey(id),
          UpdateExpression: "SET replay = :replay",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: { ":replay": replay },
        }),
      )
      .catch(ifConditionFailed(undefined))
  },
}

/** A short name for bytes: the same bytes have the same. */
export const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64url")

const table = () => resourceName("exports")

/** 20261122T100531250Z.shardId-000000000000.4959…; of a refused record the consumer comes last. */
function idOf({ arrivedAt, shardId, sequenceNumber }: RecordOrigin, reason: QuarantineReason): string {
  const refused = reason.startsWith("refused-by-") ? `.${reason}` : ""
  return `${new Date(arrivedAt).toISOString().replace(/[-:.]/g, "")}.${shardId}.${sequenceNumber}${refused}`
}

const idForm =
  /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.[\w-]{1,100}\.\d{1,200}(\.refused-by-[a-z-]{1,40})?$/

const isId = (id: string): boolean => idForm.test(id)

const arrivalOf = (id: string): string => id.replace(idForm, "$1-$2-$3T$4:$5:$6.$7Z")

/** quarantine/2026-11-22/shardId-000000000000-4959….json */
const objectKey = (id: string): string =>
  `quarantine/${arrivalOf(id).slice(0, 10)}/${id.split(".").slice(1).join("-")}.json`

const itemKey = (id: string) => ({
  pk: partitionOf("quarantine", id, partitions),
  sk: `${arrivalOf(id)}#${id}`,
})

function fromItem({ pk: _, sk: __, ...entry }: Record<string, unknown>): QuarantineEntry {
  return entry as QuarantineEntry
}
