/** Sends records until each of them was acknowledged, whatever happens to the cloud. */
import { setTimeout as wait } from "node:timers/promises"
import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import type { Entry } from "./load.ts"

/** What was acknowledged so far, by kind, and the last sequence number of each shard. */
export type Sent = {
  entries: number
  byKind: Map<Entry["kind"], number>
  tips: Map<string, bigint>
  retries: number
}

export type Sender = { sent: Sent; send(entries: Iterable<Entry>, perSecond: number): Promise<void> }

/** Records of one call, and their bytes. */
const most = { records: 100, bytes: 4_000_000 }

/** Calls under way at once. */
const atOnce = 4

/** A sender to this stream; `onSent` is told the number of records after each call. */
export function createSender(url: string, StreamName: string, onSent: (entries: number) => void): Sender {
  const client = new KinesisClient({
    endpoint: url,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ requestTimeout: 10_000 }),
  })
  const sent: Sent = { entries: 0, byKind: new Map(), tips: new Map(), retries: 0 }

  const sendCall = async (call: Entry[]) => {
    let waiting = call
    while (waiting.length > 0) {
      try {
        const Records = waiting.map(({ key, data }) => ({ PartitionKey: key, Data: data }))
        const answer = await client.send(new PutRecordsCommand({ StreamName, Records }))
        const refused: Entry[] = []
        waiting.forEach((entry, n) => {
          const { ShardId, SequenceNumber } = answer.Records?.[n] ?? {}
          if (!ShardId || !SequenceNumber) return refused.push(entry)
          const tip = BigInt(SequenceNumber)
          if (tip > (sent.tips.get(ShardId) ?? 0n)) sent.tips.set(ShardId, tip)
          sent.byKind.set(entry.kind, (sent.byKind.get(entry.kind) ?? 0) + 1)
          return ++sent.entries
        })
        waiting = refused
        if (refused.length > 0) sent.retries++
      } catch {
        sent.retries++ // perhaps it arrived, and will be there twice
      }
      if (waiting.length > 0) await wait(100)
    }
    onSent(sent.entries)
  }

  return {
    sent,
    async send(entries, perSecond) {
      const calls = inCalls(entries)
      const begun = Date.now()
      const before = sent.entries
      const senders = Array.from({ length: atOnce }, async () => {
        for (let next = calls.next(); !next.done; next = calls.next()) {
          await sendCall(next.value)
          const due = begun + ((sent.entries - before) / perSecond) * 1000
          if (due > Date.now()) await wait(due - Date.now())
        }
      })
      await Promise.all(senders)
    },
  }
}

function* inCalls(entries: Iterable<Entry>): Generator<Entry[]> {
  let call: Entry[] = []
  let bytes = 0
  for (const entry of entries) {
    if (call.length === most.records || bytes + entry.data.byteLength > most.bytes) {
      yield call
      call = []
      bytes = 0
    }
    call.push(entry)
    bytes += entry.data.byteLength
  }
  if (call.length > 0) yield call
}
