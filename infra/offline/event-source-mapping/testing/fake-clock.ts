/** A clock that moves only when a test says so. */
import type { Clock } from "../clock.ts"

/** `advance` runs everything that is due on the way, in order, and lets each step settle. */
export type FakeClock = Clock & { advance(ms: number): Promise<void> }

type Timer = { at: number; fire(): void }

/** Starts at `start` (epoch ms). Nothing really waits. */
export function createFakeClock(start: number): FakeClock {
  let now = start
  const timers = new Set<Timer>()

  const nextDue = (until: number): Timer | undefined => {
    let next: Timer | undefined
    for (const timer of timers)
      if (timer.at <= until && (next === undefined || timer.at < next.at)) next = timer
    return next
  }
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise(resolve => {
        if (signal?.aborted) return resolve()
        const timer = {
          at: now + Math.max(ms, 0),
          fire() {
            timers.delete(timer)
            signal?.removeEventListener("abort", timer.fire)
            resolve()
          },
        }
        timers.add(timer)
        signal?.addEventListener("abort", timer.fire, { once: true })
      }),
    async advance(ms) {
      const until = now + ms
      await settle()
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        now = Math.max(now, timer.at)
        timer.fire()
        await settle()
      }
      now = until
    },
  }
}

/** Everything that needs no real I/O has happened after one turn of the event loop. */
function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
