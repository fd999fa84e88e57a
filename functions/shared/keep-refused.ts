/** What a consumer of the stream does with records that it can never take. */
import type { Logger } from "@aws-lambda-powertools/logger"
import type { Refused } from "./isolate.ts"
import { quarantine } from "./quarantine.ts"
import type { RecordOrigin } from "./stream-records.ts"

/** Puts them into quarantine, as refused by this consumer. Throws what `quarantine.keep` throws. */
export async function keepRefused(
  consumer: string,
  refused: Refused<RecordOrigin>[],
  logger: Logger,
): Promise<void> {
  for (const { record, error } of refused) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    const id = await quarantine.keep(record, `refused-by-${consumer}`, detail.slice(0, 2000))
    const { shardId, sequenceNumber } = record
    logger.error("record was refused and is in quarantine", { error, id, shardId, sequenceNumber })
  }
}
