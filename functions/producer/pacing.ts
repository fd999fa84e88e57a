/** When a simulation's invoices are due: evenly, so many a second since it was started. */

/** What a simulation asks for. `startedMs` is the time it began, `seconds` how long it lasts (null: no end). */
export type Plan = { rate: number; seconds: number | null; startedMs: number }

/** Whether its time is over at `now`, in milliseconds. */
export const isOver = ({ seconds, startedMs }: Plan, now: number): boolean =>
  seconds !== null && now >= startedMs + seconds * 1000

/**
 * What is due at `now` when `done` of all invoices are dealt with. After a pause, at most one second's worth is
 * `due` at once; the rest is given up as `late`.
 */
export function dueAt(plan: Plan, now: number, done: number): { due: number; late: number } {
  const end = plan.seconds === null ? now : Math.min(now, plan.startedMs + plan.seconds * 1000)
  const backlog = Math.max(0, countBy(plan, end) - done)
  const due = Math.min(backlog, Math.max(1, Math.ceil(plan.rate)))
  return { due, late: backlog - due }
}

/** Milliseconds from `now` to the next invoice after `done`. Never negative. */
export const untilNext = ({ rate, startedMs }: Plan, now: number, done: number): number =>
  Math.max(0, startedMs + ((done + 1) / rate) * 1000 - now)

/** Invoices that are due in all by `time`. A rate like 0.1 is no binary fraction: 0.1 × 10 s must give 1. */
const countBy = ({ rate, startedMs }: Plan, time: number): number =>
  Math.max(0, Math.floor((rate * (time - startedMs)) / 1000 + 1e-9))
