/** What all parts that work on one shard share. */
import type { PendingRecord } from "./batching.ts"
import type { EmulationChoices } from "./choices.ts"
import type { Clock } from "./clock.ts"
import type { Discard } from "./destinations/failure-document.ts"
import type { Invoker } from "./invoke.ts"
import type { ShardLog } from "./log.ts"
import type { MappingSettings } from "./settings.ts"
import type { ShardStatus } from "./status.ts"
import type { WindowProgress } from "./tumbling-window.ts"

/**
 * `stopping` ends waiting and forbids new attempts, `abort` breaks off what is under way. `windows` is null
 * without a tumbling window. `sendFailure` reports discarded records to the on-failure destination and resolves
 * once that is done or given up. `complete` marks records as done and writes the checkpoint, together with
 * the state of the window.
 */
export type ShardContext = {
  shardId: string
  eventSourceArn: string
  settings: MappingSettings
  choices: EmulationChoices
  retentionMs: number
  clock: Clock
  invoke: Invoker
  log: ShardLog
  status: ShardStatus
  windows: WindowProgress | null
  stopping: AbortSignal
  abort: AbortSignal
  sendFailure(discard: Discard): Promise<void>
  complete(records: readonly PendingRecord[]): void
}
