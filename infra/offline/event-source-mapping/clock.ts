/** Time as a dependency, so that windows, backoff and record age can be tested without waiting. */

/** The time in epoch milliseconds, and a pause that ends early (and never rejects) when `signal` fires. */
export type Clock = {
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The machine's own clock. Its timers do not keep the process alive longer than their pause. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      if (signal?.aborted) return resolve()
      const finish = () => {
        clearTimeout(timer)
        signal?.removeEventListener("abort", finish)
        resolve()
      }
      const timer = setTimeout(finish, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS))
      signal?.addEventListener("abort", finish, { once: true })
    }),
}
