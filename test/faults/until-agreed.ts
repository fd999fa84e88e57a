/** Waits until all that was sent is processed, then audits. */
import { setTimeout as wait } from "node:timers/promises"
import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient } from "@aws-sdk/client-kinesis"
import type { Report } from "../../infra/audit/audit.ts"
import type { Difference } from "../../infra/audit/compare.ts"
import { alignToWindow } from "../../infra/audit/period.ts"
import { readPositions } from "./checkpoint-file.ts"

/** How long differences may stand unchanged before they are taken as final, in milliseconds. */
const patience = 45_000

/**
 * Audits again and again until nothing but what is expected differs, or the differences have not become fewer for
 * 45 s although every mapping is at the end of its shards. Gives the last report.
 */
export async function untilAgreed(options: {
  begun: number
  isExpected: (difference: Difference) => boolean
  checkpointFile: string
  kinesis: KinesisClient
  stream: string
  say: (line: string) => void
}): Promise<Report> {
  // It reads the environment when it is loaded.
  const { audit } = await import("../../infra/audit/audit.ts")
  const { begun, isExpected, say } = options
  for (let lastBehind = -1; ; await wait(1000)) {
    const behind = await mappingsBehind(options)
    if (behind === 0) break
    if (behind !== lastBehind) say(`  ${behind} shards are not read to their end`)
    lastBehind = behind
  }
  let fewest = Number.POSITIVE_INFINITY
  let since = Date.now()
  for (;;) {
    await wait(5000) // a window closes after 5 s at the latest
    const period = { from: alignToWindow(begun), to: alignToWindow(Date.now() + 5000) }
    const report = await audit(period, { mostShown: 1000 })
    const unexpected = report.total - report.shown.filter(isExpected).length
    if (unexpected === 0) return report
    say(
      `  ${unexpected} differences so far, as ${JSON.stringify(report.shown.find(each => !isExpected(each)))}`,
    )
    if (unexpected < fewest) {
      fewest = unexpected
      since = Date.now()
    } else if (Date.now() - since > patience) {
      return report
    }
  }
}

/** How many shards are not yet read to their end, over all mappings of the stream. */
async function mappingsBehind({
  checkpointFile,
  kinesis,
  stream,
}: {
  checkpointFile: string
  kinesis: KinesisClient
  stream: string
}): Promise<number> {
  const positions = readPositions(checkpointFile).filter(({ shard }) => /^shardId-\d{12}$/.test(shard))
  let behind = 0
  for (const { shard, position, isFinished } of positions) {
    if (isFinished) continue
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName: stream,
        ShardId: shard,
        ...(position === "0"
          ? { ShardIteratorType: "TRIM_HORIZON" }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: position }),
      }),
    )
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }))
    if (Records.length > 0) behind++
  }
  return behind
}
