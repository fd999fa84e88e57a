/** A process that is killed at random moments and started again, until told to let it be. */
import { setTimeout as wait } from "node:timers/promises"
import type { Random } from "./random.ts"

/** What can be killed. `start` resolves when it is ready. */
export type Killable = { kill(): Promise<void> }

export type Crashes = {
  readonly count: number
  readonly isUp: boolean
  /** Resolves when it has been killed this often in all. */
  until(count: number): Promise<void>
  /** Lets it be, and resolves with what runs then. */
  end(): Promise<Killable>
}

/**
 * Kills it after a random time of running within `between` (milliseconds), does `whileDown`, and starts it again; a
 * start that fails, because something else is down, is repeated.
 */
export function crashAgainAndAgain(options: {
  running: Killable
  start: () => Promise<Killable>
  between: [number, number]
  random: Random
  whileDown?: () => void
}): Crashes {
  const { random, between, whileDown } = options
  const state = { count: 0, isUp: true, isEnding: false, running: options.running }
  const waiting: { count: number; resolve: () => void }[] = []

  const loop = async () => {
    for (;;) {
      for (let left = random.between(...between); left > 0 && !state.isEnding; left -= 100) await wait(100)
      if (state.isEnding) return
      state.isUp = false
      await state.running.kill()
      state.count++
      whileDown?.()
      await wait(random.between(0, 500))
      state.running = await startPatiently(options.start)
      state.isUp = true
      for (const { count, resolve } of waiting) if (state.count >= count) resolve()
    }
  }
  const ended = loop()
  ended.catch(() => {}) // whoever calls end() is told
  return {
    get count() {
      return state.count
    },
    get isUp() {
      return state.isUp
    },
    until: count =>
      Promise.race([
        ended,
        new Promise<void>(resolve => (state.count >= count ? resolve() : waiting.push({ count, resolve }))),
      ]),
    async end() {
      state.isEnding = true
      await ended
      return state.running
    },
  }
}

/** Starts something that may fail to start because something else is down; throws the tenth failure. */
export async function startPatiently(start: () => Promise<Killable>): Promise<Killable> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start()
    } catch (error) {
      if (attempt === 10) throw error
      await wait(500)
    }
  }
}
