/**
 * Finds the records that are the reason for a batch's failure, so that they do not hold up the others: only an
 * outage may hold up a shard.
 */
import { isOutage } from "./outage.ts"

/** A record that fails alone, and how. */
export type Refused<R> = { record: R; error: unknown }

/** What was achieved: the result of each attempt that succeeded, in order, and the records that never can. */
export type Isolated<R, T> = { results: T[]; refused: Refused<R>[] }

/**
 * Tries all records at once. When that fails, halves are tried, the first one first, down to single records; those
 * that still fail are given back as refused. n records with one bad among them take about 2 × log2(n) attempts.
 * `attempt` may therefore see a record several times, and must bear it. Throws at once whatever is an outage.
 */
export async function isolate<R, T>(
  records: R[],
  attempt: (records: R[]) => Promise<T>,
): Promise<Isolated<R, T>> {
  const done: Isolated<R, T> = { results: [], refused: [] }
  const waiting = records.length > 0 ? [records] : []
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    try {
      done.results.push(await attempt(part))
    } catch (error) {
      if (isOutage(error)) throw error
      const [record, ...others] = part
      if (record === undefined) throw error
      if (others.length === 0) {
        done.refused.push({ record, error })
      } else {
        const middle = part.length >> 1
        waiting.push(part.slice(middle), part.slice(0, middle))
      }
    }
  }
  return done
}
