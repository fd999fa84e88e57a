/** Runs one mapping: finds the stream's shards and consumes them, parents before children. */
import { backoffMs } from "./backoff.ts"
import type { Checkpoint, Checkpoints } from "./checkpoints.ts"
import type { EmulationChoices } from "./choices.ts"
import type { Clock } from "./clock.ts"
import type { Discard } from "./destinations/failure-document.ts"
import type { Invoker } from "./invoke.ts"
import type { Log, ShardLog } from "./log.ts"
import type { MappingSettings } from "./settings.ts"
import { InvalidParameterValueException } from "./settings-errors.ts"
import { type ShardRun, startShardRun } from "./shard-run.ts"
import { describeError, streamProblem } from "./sources/stream-errors.ts"
import { type MappingStatus, NO_RECORDS_PROCESSED } from "./status.ts"
import type { ShardDescription, StreamDescription, StreamSource } from "./stream-source.ts"
import { withTimeLimit } from "./time-limit.ts"

const ANSWER_WITHIN_MS = 10_000
const LEAST_PAUSE_MS = 50
const BREAK_OFF_WITHIN_MS = 500

/** Everything a mapping needs. `failureSender` is made for each shard; intervals in milliseconds. */
export type MappingRunOptions = {
  id: string
  uuid: string
  functionName: string
  eventSourceArn: string
  settings: MappingSettings
  choices: EmulationChoices
  source: StreamSource
  invoke: Invoker
  checkpoints: Checkpoints
  clock: Clock
  log: Log
  pollIntervalMs: number
  discoveryIntervalMs: number
  stopWithinMs: number
  failureSender(shardId: string, log: ShardLog, stopping: AbortSignal): (discard: Discard) => Promise<void>
}

/**
 * `ready` resolves when the shards' beginnings are settled, or the stream turned out to be unreachable for now;
 * it rejects with InvalidParameterValueException when there is no such stream.
 */
export type MappingRun = { ready: Promise<void>; stop(): Promise<void>; status(): MappingStatus }

/** The shards of one stream (one creation of it) and those that run. */
type Generation = {
  streamKey: string
  retentionMs: number
  stored: Map<string, Checkpoint>
  runs: Map<string, ShardRun>
  startsAtLatest: boolean
  stopping: AbortController
  abort: AbortController
}

/** Starts at once, unless the mapping is disabled. */
export function startMappingRun(options: MappingRunOptions): MappingRun {
  const { id, settings, clock, checkpoints, source } = options
  const stopping = new AbortController()
  let generation: Generation | undefined
  let isDiscoveryWanted = false
  let waking = new AbortController()

  const log: ShardLog = (level, event, message, details) =>
    options.log({ level, event, message, mapping: id, ...details })

  const wantDiscovery = () => {
    isDiscoveryWanted = true
    waking.abort()
  }

  const discover = async (): Promise<void> => {
    isDiscoveryWanted = false
    const description = await withTimeLimit(ANSWER_WITHIN_MS, stopping.signal, signal =>
      source.describe(signal),
    )
    const streamKey = `${options.eventSourceArn}@${description.createdAt}`
    if (generation && generation.streamKey !== streamKey) {
      log("warn", "stream-replaced", "The stream was made anew: reading starts again")
      await endGeneration(generation, options)
      generation = undefined
    }
    generation ??= beginGeneration(streamKey, description)
    for (const shard of description.shards) consider(shard, description.shards, generation)
  }

  /** On a first start the shards that are there begin where the settings say; those that come later, at their first record. */
  const beginGeneration = (streamKey: string, { shards, retentionMs }: StreamDescription): Generation => {
    let stored = checkpoints.load(id, streamKey)
    const isFirst = stored === undefined
    if (stored === undefined) {
      const since = sinceOf(settings, clock.now())
      stored = new Map(shards.map(({ shardId }) => [shardId, beginning(since)]))
      checkpoints.begin(id, streamKey, stored)
    }
    return {
      streamKey,
      retentionMs,
      stored,
      runs: new Map(),
      startsAtLatest: isFirst && settings.startingPosition.type === "LATEST",
      stopping: new AbortController(),
      abort: new AbortController(),
    }
  }

  const consider = (
    { shardId, parents }: ShardDescription,
    listed: ShardDescription[],
    current: Generation,
  ) => {
    const isFinished = (shard: string) =>
      (current.runs.get(shard)?.checkpoint() ?? current.stored.get(shard))?.finished === true
    if (current.runs.has(shardId) || isFinished(shardId)) return
    // A parent that is no longer listed has expired, with all that was in it.
    const waitsFor = parents.filter(parent => listed.some(shard => shard.shardId === parent))
    if (!waitsFor.every(isFinished)) return
    const shardLog: ShardLog = (level, event, message, details) =>
      log(level, event, message, { shardId, ...details })
    const checkpoint = current.stored.get(shardId)
    const run = startShardRun({
      ...options,
      key: { mappingId: id, streamKey: current.streamKey, shardId },
      checkpoint: checkpoint ?? beginning(null),
      startsAtLatest: current.startsAtLatest && checkpoint !== undefined,
      retentionMs: current.retentionMs,
      log: shardLog,
      stopping: current.stopping.signal,
      abort: current.abort.signal,
      sendFailure: options.failureSender(shardId, shardLog, current.stopping.signal),
      onMissing: wantDiscovery,
    })
    current.runs.set(shardId, run)
    run.ended.then(wantDiscovery)
  }

  const watch = async (announce: { ready(): void; refused(error: Error): void }) => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      let pauseMs = options.discoveryIntervalMs
      try {
        await discover()
        failures = 0
        await Promise.all([...(generation?.runs.values() ?? [])].map(run => run.opened))
        announce.ready()
      } catch (error) {
        if (stopping.signal.aborted) break
        if (generation === undefined && failures === 0 && streamProblem(error) === "gone") {
          return announce.refused(
            new InvalidParameterValueException(`Stream not found: ${options.eventSourceArn}`),
          )
        }
        failures += 1
        pauseMs = backoffMs(options.choices.unavailableBackoff, failures)
        if (failures === 1)
          log("warn", "stream-unavailable", "The stream cannot be described just now", {
            reason: describeError(error),
          })
        announce.ready()
      }
      await pause(pauseMs)
    }
  }

  /** At least a little, so that a shard that is missing does not make this loop spin. */
  const pause = async (ms: number) => {
    await clock.sleep(Math.min(ms, LEAST_PAUSE_MS), stopping.signal)
    if (isDiscoveryWanted || stopping.signal.aborted) return
    waking = new AbortController()
    stopping.signal.addEventListener("abort", wantDiscovery, { once: true })
    await clock.sleep(ms, waking.signal)
    stopping.signal.removeEventListener("abort", wantDiscovery)
  }

  let watching = Promise.resolve()
  const ready = new Promise<void>((resolve, reject) => {
    if (settings.enabled) watching = watch({ ready: resolve, refused: reject })
    else resolve()
  })
  return {
    ready,
    async stop() {
      stopping.abort()
      generation?.stopping.abort()
      await watching
      if (generation) await endGeneration(generation, options)
    },
    status: () => mappingStatus(options, generation, stopping.signal.aborted),
  }
}

/** Lets the batches in flight end, but not for ever. */
async function endGeneration(
  { runs, stopping, abort }: Generation,
  options: MappingRunOptions,
): Promise<void> {
  stopping.abort()
  const ended = Promise.all([...runs.values()].map(run => run.ended))
  await atMost(options.stopWithinMs, ended, options.clock)
  abort.abort()
  // Something outside that cannot be broken off must not hold up the end.
  await atMost(BREAK_OFF_WITHIN_MS, ended, options.clock)
}

async function atMost(ms: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  const done = new AbortController()
  await Promise.race([work, clock.sleep(ms, done.signal)])
  done.abort()
}

function beginning(since: number | null): Checkpoint {
  return { since, position: null, finished: false, window: null }
}

function sinceOf({ startingPosition }: MappingSettings, now: number): number | null {
  if (startingPosition.type === "TRIM_HORIZON") return null
  return startingPosition.type === "LATEST" ? now : startingPosition.timestamp
}

function mappingStatus(
  options: MappingRunOptions,
  generation: Generation | undefined,
  isStopped: boolean,
): MappingStatus {
  const { id, uuid, functionName, eventSourceArn, settings } = options
  const shards = [...(generation?.runs.values() ?? [])].map(run => run.status())
  const results = shards
    .map(shard => shard.lastProcessingResult)
    .filter(result => result !== NO_RECORDS_PROCESSED)
  const running = generation ? "Enabled" : "Creating"
  return {
    id,
    uuid,
    functionName,
    eventSourceArn,
    state: isStopped ? "Stopped" : settings.enabled ? running : "Disabled",
    stateTransitionReason: "User action",
    lastProcessingResult:
      results.find(result => result.startsWith("PROBLEM")) ?? results[0] ?? NO_RECORDS_PROCESSED,
    shards,
  }
}
