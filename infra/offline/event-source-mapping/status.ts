/** What can be asked about running mappings. */

/**
 * One shard. `position` is the last sequence number that is done, `iteratorAgeMs` the age of the newest record
 * of the last batch when it was sent, `heldUpSince` (epoch ms) the first failure since the last progress.
 * `records`, `invokes`, `failures` and `discarded` count since the start of this run.
 */
export type ShardStatus = {
  shardId: string
  position: string | null
  millisBehindLatest: number
  iteratorAgeMs: number
  lastProcessingResult: string
  records: number
  invokes: number
  failures: number
  discarded: number
  heldUpSince: number | null
  window: { start: string; end: string } | null
  finished: boolean
}

/** One mapping; `uuid` is derived from its id and so the same in every run. */
export type MappingStatus = {
  id: string
  uuid: string
  functionName: string
  eventSourceArn: string
  state: "Creating" | "Enabled" | "Disabled" | "Stopped"
  stateTransitionReason: string
  lastProcessingResult: string
  shards: ShardStatus[]
}

/** AWS's texts for the outcome of the last invoke. */
export const NO_RECORDS_PROCESSED = "No records processed"
export const PROCESSED = "OK"
export const FUNCTION_CALL_FAILED = "PROBLEM: Function call failed"

/** The status of a shard that nothing has happened to yet. */
export function newShardStatus(shardId: string): ShardStatus {
  return {
    shardId,
    position: null,
    millisBehindLatest: 0,
    iteratorAgeMs: 0,
    lastProcessingResult: NO_RECORDS_PROCESSED,
    records: 0,
    invokes: 0,
    failures: 0,
    discarded: 0,
    heldUpSince: null,
    window: null,
    finished: false,
  }
}
