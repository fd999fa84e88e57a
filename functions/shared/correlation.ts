/**
 * The correlation id of the work in hand. It follows the call through every await, because several requests
 * may be under way in one process; a value at module scope would mix them up.
 */
import { AsyncLocalStorage } from "node:async_hooks"
import { newId } from "./ids.ts"

const current = new AsyncLocalStorage<string>()

/** Name of the header that carries the id between services. */
export const correlationHeader = "x-correlation-id"

/** Runs `work` with this correlation id; without one, or with one that no header could carry, with a new one. */
export function withCorrelation<T>(id: string | undefined, work: () => T): T {
  return current.run(id && /^[\x21-\x7e]{1,128}$/.test(id) ? id : newId(), work)
}

/** The id of the work in hand; undefined outside of any. */
export const correlationId = (): string | undefined => current.getStore()
