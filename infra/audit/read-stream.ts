/** The first ledger: all records that are on the stream, also on its closed shards. */
import {
  type _Record,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis"
import { readInvoice } from "../../functions/shared/events/read-invoice.ts"
import { toMinor } from "../../functions/shared/money.ts"
import { resourceName } from "../../functions/shared/stage.ts"
import type { Ledgers } from "./ledgers.ts"

/** Shards that are read at once. */
const atOnce = 4

/** Enters every record that arrived before `until` (milliseconds since 1970), oldest first on each shard. */
export async function readStream(kinesis: KinesisClient, ledgers: Ledgers, until: number): Promise<void> {
  const waiting = await shardsOf(kinesis)
  const readers = Array.from({ length: atOnce }, async () => {
    for (let shard = waiting.pop(); shard; shard = waiting.pop()) {
      await readShard(kinesis, shard, ledgers, until)
    }
  })
  await Promise.all(readers)
}

async function shardsOf(kinesis: KinesisClient): Promise<string[]> {
  const shards: string[] = []
  let NextToken: string | undefined
  do {
    const page = await kinesis.send(
      new ListShardsCommand(NextToken ? { NextToken } : { StreamName: resourceName("invoices") }),
    )
    shards.push(...(page.Shards ?? []).map(({ ShardId = "" }) => ShardId))
    NextToken = page.NextToken
  } while (NextToken)
  return shards
}

async function readShard(kinesis: KinesisClient, ShardId: string, ledgers: Ledgers, until: number) {
  let { ShardIterator: iterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName: resourceName("invoices"),
      ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    }),
  )
  while (iterator) {
    const page = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 10_000 }))
    const records = page.Records ?? []
    for (const record of records) enterRecord(ledgers, ShardId, record)
    const last = records.at(-1)?.ApproximateArrivalTimestamp?.getTime() ?? 0
    const isAtTip = records.length === 0 && !page.MillisBehindLatest
    iterator = isAtTip || last >= until ? undefined : page.NextShardIterator
  }
}

function enterRecord(ledgers: Ledgers, shard: string, record: _Record): void {
  const { Data = new Uint8Array(), SequenceNumber = "", ApproximateArrivalTimestamp } = record
  const arrived = ApproximateArrivalTimestamp?.getTime() ?? 0
  const { invoice, poison } = readInvoice(Data)
  if (poison) {
    ledgers.enter("records", shard, SequenceNumber, arrived, poison.reason, null, null, null, null, null)
    return
  }
  const { customerId, createdAt, subtotal, total } = invoice.data
  const amounts = [toMinor(subtotal), toMinor(total)]
  const created = Date.parse(createdAt)
  ledgers.enter("records", shard, SequenceNumber, arrived, null, invoice.id, customerId, created, ...amounts)
}
