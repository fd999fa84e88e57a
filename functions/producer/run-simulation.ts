/** Runs one simulation, as long as the invocation may, and keeps its record up to date. */
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"
import type { Catalog } from "./catalog.ts"
import { makeInvoice } from "./make-invoice.ts"
import type { Outbox } from "./outbox.ts"
import { dueAt, isOver, untilNext } from "./pacing.ts"
import type { Random } from "./random.ts"
import type { Progress, StoredSimulation, simulations } from "./repository.ts"

/** Milliseconds: between two looks at what is due, at least and at most, and between two entries in its record. */
const tick = { least: 100, most: 500 }
const renewal = 1_500

/** The longest pause between two tries while the stream takes nothing, in milliseconds. */
const longestBackoff = 2_000

/** What a run needs of the world. */
export type Surroundings = {
  store: Pick<typeof simulations, "renew" | "release" | "end">
  catalog(): Promise<Catalog>
  currency(): Promise<string>
  outbox: Outbox
  random: Random
  now(): number
  sleep(ms: number): Promise<unknown>
  /** Told of every invoice that the stream has accepted, as it was sent. */
  onSent(invoices: InvoiceIssued[]): void
}

/**
 * Runs a simulation that `runner` has claimed until `until` (milliseconds). Gives `ended` when it is over, `lost`
 * when it was stopped or taken over, and `released` when there is more to do: it is free for the next runner then.
 */
export async function runSimulation(
  simulation: StoredSimulation & { startedMs: number },
  { runner, until }: { runner: string; until: number },
  world: Surroundings,
): Promise<"ended" | "lost" | "released"> {
  const { id, correlationId } = simulation
  const { store, outbox, random, now, sleep } = world
  const progress: Progress = { sent: simulation.sent, skipped: simulation.skipped, note: null }
  const done = () => progress.sent + progress.skipped + outbox.waiting()
  let backoff = 0

  for (let renewAt = now() + renewal; ; ) {
    const currency = await world.currency()
    const catalog = await world.catalog()
    const { due, late } = dueAt(simulation, now(), done())
    progress.skipped += late
    if (!catalog.missing) {
      const details = { random, correlationId, currency, now: new Date(now()) }
      outbox.add(Array.from({ length: due }, () => makeInvoice(catalog, details)))
    }

    const { accepted, trouble } = await outbox.send()
    progress.sent += accepted.length
    progress.note = catalog.missing ?? trouble
    if (accepted.length > 0) world.onSent(accepted)
    backoff = trouble ? Math.min(longestBackoff, Math.max(tick.least, backoff * 2)) : 0

    if (isOver(simulation, now())) {
      if (catalog.missing) progress.skipped += dueAt(simulation, now(), done()).due
      const isAllDone = dueAt(simulation, now(), done()).due === 0 && outbox.waiting() === 0
      if (isAllDone) return finish(world, id, runner, progress)
    }
    if (now() >= until) return (await store.release(id, runner, progress, now())) ? "released" : "lost"
    if (now() >= renewAt) {
      if (!(await store.renew(id, runner, progress, now()))) {
        // It was stopped: what was sent since the last entry still counts, unless another runner holds it by now.
        await store.release(id, runner, progress, now())
        return "lost"
      }
      renewAt = now() + renewal
    }
    const next = Math.min(tick.most, Math.max(tick.least, untilNext(simulation, now(), done())))
    await sleep(Math.max(backoff, next))
  }
}

async function finish(
  { store, now }: Surroundings,
  id: string,
  runner: string,
  progress: Progress,
): Promise<"ended" | "lost"> {
  if (!(await store.renew(id, runner, progress, now()))) {
    await store.release(id, runner, progress, now())
    return "lost"
  }
  await store.end(id, "finished", now(), runner)
  return "ended"
}
