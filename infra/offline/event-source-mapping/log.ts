/** What an event source mapping reports while it runs: rare, structured, one event for one happening. */

/**
 * `event` names what happened (`retry`, `discarded`, `split`, `function-unavailable`, `stream-unavailable`,
 * `late-record`, `window-terminated-early`, ...), `message` says it in a sentence without any record's content.
 */
export type LogEvent = {
  level: "info" | "warn" | "error"
  event: string
  message: string
  mapping: string
  shardId?: string
  [detail: string]: unknown
}

/** Receives the events of all mappings. */
export type Log = (event: LogEvent) => void

/** The same for one shard: the names are filled in. */
export type ShardLog = (
  level: LogEvent["level"],
  event: string,
  message: string,
  details?: Record<string, unknown>,
) => void
