/** Runs the consumer of one shard from its checkpoint, and starts it again after a fault. */
import type { Checkpoint, Checkpoints, ShardKey } from "./checkpoints.ts"
import type { ShardLog } from "./log.ts"
import { createProgress } from "./progress.ts"
import { consumeShard } from "./shard-consumer.ts"
import type { ShardContext } from "./shard-context.ts"
import { createShardReader } from "./shard-reader.ts"
import { describeError } from "./sources/stream-errors.ts"
import { newShardStatus, type ShardStatus } from "./status.ts"
import type { StreamSource } from "./stream-source.ts"
import { noWindowYet, type WindowProgress, windowInstant } from "./tumbling-window.ts"

const RESTART_AFTER_MS = 1_000

/** `startsAtLatest` when the shard is met for the first time by a mapping that starts at LATEST. */
export type ShardRunOptions = Omit<ShardContext, "status" | "windows" | "complete" | "shardId"> & {
  key: ShardKey
  source: StreamSource
  checkpoints: Checkpoints
  checkpoint: Checkpoint
  startsAtLatest: boolean
  pollIntervalMs: number
  onMissing(): void
}

/** `opened` resolves once reading has a definite beginning (or failed to, which is tried again), both never reject. */
export type ShardRun = {
  opened: Promise<void>
  ended: Promise<"finished" | "stopped">
  status(): ShardStatus
  checkpoint(): Readonly<Checkpoint>
}

/** Starts at once. */
export function startShardRun(options: ShardRunOptions): ShardRun {
  const { key, settings, log } = options
  const status = newShardStatus(key.shardId)
  let saved = {
    ...options.checkpoint,
    window: windowOf(options.checkpoint, settings.tumblingWindowSeconds, log),
  }
  let announceOpened = () => {}
  const opened = new Promise<void>(resolve => {
    announceOpened = resolve
  })

  const save = (changes: Partial<Checkpoint>) => {
    const next = { ...saved, ...changes }
    options.checkpoints.save(key, next)
    saved = next
  }

  const consumeOnce = async (isFirst: boolean) => {
    const progress = createProgress()
    const windows = copyOf(saved.window)
    const context: ShardContext = {
      ...options,
      shardId: key.shardId,
      status,
      windows,
      complete(records) {
        for (const record of records) record.done = true
        status.records += records.length
        const position = progress.advance()
        save({ window: copyOf(windows), ...(position === undefined ? {} : { position }) })
      },
    }
    const reader = createShardReader(
      options.source,
      key.shardId,
      saved,
      isFirst && options.startsAtLatest,
      log,
    )
    if (isFirst) await reader.open(options.stopping).catch(() => {})
    announceOpened()
    const result = await consumeShard({ ...options, context, reader, progress })
    if (result === "finished") {
      save({ finished: true, window: null })
      log("info", "shard-finished", "A closed shard has been read to its end")
    }
    return result
  }

  const run = async (): Promise<"finished" | "stopped"> => {
    for (let isFirst = true; !options.stopping.aborted; isFirst = false) {
      try {
        return await consumeOnce(isFirst)
      } catch (error) {
        status.heldUpSince ??= options.clock.now()
        log("error", "shard-fault", "A shard stopped unexpectedly and is started again", {
          reason: describeError(error),
        })
        await options.clock.sleep(RESTART_AFTER_MS, options.stopping)
      }
    }
    return "stopped"
  }

  return {
    opened,
    ended: run().finally(announceOpened),
    checkpoint: () => saved,
    status: () => ({
      ...status,
      position: saved.position,
      finished: saved.finished,
      window: windowStatus(saved.window),
    }),
  }
}

/** The window to continue with: none without a tumbling window, a new beginning when its length was changed. */
function windowOf({ window }: Checkpoint, seconds: number, log: ShardLog): WindowProgress | null {
  if (seconds === 0) return null
  if (window?.seconds === seconds) return copyOf(window)
  if (window?.open) log("warn", "window-dropped", "The window's length was changed: its state is dropped")
  return noWindowYet(seconds)
}

/** What is saved must not change with what goes on. The state is text and so not copied. */
function copyOf(window: WindowProgress | null): WindowProgress | null {
  return window && { ...window, open: window.open && { ...window.open } }
}

function windowStatus(window: WindowProgress | null): ShardStatus["window"] {
  return window?.open
    ? { start: windowInstant(window.open.start), end: windowInstant(window.open.end) }
    : null
}
