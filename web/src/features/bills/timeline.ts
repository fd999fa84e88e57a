/** What happened to a bill, step by step, out of its history. */
import type { HistoryEntry } from "./types.ts"

export type Step = {
  version: number
  at: string
  action: HistoryEntry["action"]
  /** Who did it, unless nobody said. */
  actor: string | undefined
  /** The number that it got. */
  number: string | undefined
  /** What was paid by it. */
  payment: number | undefined
  /** What the total was before and after it, where it changed. */
  total: { from: number; to: number } | undefined
}

/** The steps of a history, in its order. */
export const stepsOf = (history: HistoryEntry[]): Step[] =>
  history.map(({ version, at, action, actor, changes }) => {
    const change = (field: string) => changes.find(one => one.field === field)
    const paid = change("paid")
    const total = change("total")
    return {
      version,
      at,
      action,
      actor: actor === "anonymous" ? undefined : actor,
      number: textOf(change("number")?.to),
      payment: action === "paid" && isNumber(paid?.to) ? difference(paid.to, paid.from) : undefined,
      total: isNumber(total?.from) && isNumber(total.to) ? { from: total.from, to: total.to } : undefined,
    }
  })

const isNumber = (value: unknown): value is number => typeof value === "number"

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

/** Exact to the cent, where floating numbers are not. */
const difference = (to: number, from: unknown): number =>
  (Math.round(to * 100) - Math.round((isNumber(from) ? from : 0) * 100)) / 100
