/**
 * The fault run: many invoices go through the whole system while its parts are killed, calls fail, batches come
 * again and shards come and go. Afterwards the audit must find every invoice exactly once in every ledger.
 */
import { setTimeout as wait } from "node:timers/promises"
import type { Difference } from "../../infra/audit/compare.ts"
import { createClients } from "../../infra/offline/clients.ts"
import { goBack, keepCopy } from "./checkpoint-file.ts"
import { crashAgainAndAgain, startPatiently } from "./crashes.ts"
import { watchSearches, watchStandstill } from "./hold-ups.ts"
import { load, refusedPrefix } from "./load.ts"
import { randomOf } from "./random.ts"
import { replayAll } from "./replay.ts"
import { mergeTwo, openShards, splitOne } from "./reshard.ts"
import { createSender } from "./sender.ts"
import { type Parts, prepareParts } from "./system.ts"
import { untilAgreed } from "./until-agreed.ts"

export type FaultOptions = {
  seed: number
  invoices: number
  /** Kills of the functions' process, and of the cloud, at least. */
  apiKills: number
  cloudKills: number
  /** How long they run between two kills, in milliseconds: shortest and longest. */
  apiRuns: [number, number]
  cloudRuns: [number, number]
  /** Records a second. */
  perSecond: number
  /** Milliseconds after which it gives up. */
  limit: number
  say: (line: string) => void
}

/** What came of a run. It passed when `problems` is empty. */
export type FaultReport = { problems: string[]; lines: string[]; dataDir: string }

/** Calls that fail. */
const faultRate = 0.05

/** Invoices that the bills' table refuses. */
const refusedInvoices = 10

/** Longest time for which one record may hold up a shard, in milliseconds. */
const longestHoldUp = 30_000

/** Runs once. Its processes and data are gone afterwards; the data stays when it failed. */
export async function runFaults(options: FaultOptions): Promise<FaultReport> {
  const random = randomOf(options.seed, "proxy")
  const searches = watchSearches()
  const refusedId = (stage: string, body: string) =>
    body.includes(`facturo-${stage}-bills"`) ? aRefusedId.exec(body)?.[0] : undefined
  const parts = await prepareParts({ rate: faultRate, random, refusedId, onRefused: searches.refused })
  const giveUp = new AbortController()
  const overdue = setTimeout(() => giveUp.abort(), options.limit)
  let report: FaultReport | undefined
  try {
    report = await Promise.race([
      carryOut(parts, searches, options),
      untilAborted(giveUp.signal, options.limit),
    ])
    return report
  } finally {
    clearTimeout(overdue)
    await parts.end(report?.problems.length !== 0)
  }
}

async function carryOut(parts: Parts, searches: Searches, options: FaultOptions): Promise<FaultReport> {
  const { seed, invoices, say } = options
  const { checkpointFile, stream, proxy } = parts
  const begun = Date.now()
  const cloud = await parts.startCloud()
  const api = await startPatiently(parts.startApi)
  const { kinesis } = createClients()
  const shape = randomOf(seed, "shards")
  while ((await openShards(kinesis, stream)).length < 4) await splitOne(kinesis, stream, shape)
  say(`seed ${seed}: ${invoices} invoices through ${parts.dataDir}`)

  const reshardings: Promise<void>[] = []
  const changes = [splitOne, mergeTwo, splitOne, mergeTwo]
  const sender = createSender(proxy.url, stream, entries => {
    const share = entries / invoices
    if (reshardings.length < changes.length && share > (reshardings.length + 1) / (changes.length + 1)) {
      reshardings.push(changes[reshardings.length]?.(kinesis, stream, shape) ?? Promise.resolve())
    }
  })

  const rewind = randomOf(seed, "rewind")
  let rewinds = 0
  const apiCrashes = crashAgainAndAgain({
    running: api,
    start: parts.startApi,
    between: options.apiRuns,
    random: randomOf(seed, "api"),
    whileDown() {
      searches.restart()
      if (rewind.chance(0.25) && goBack(checkpointFile)) rewinds++
      keepCopy(checkpointFile)
    },
  })
  const cloudCrashes = crashAgainAndAgain({
    running: cloud,
    start: parts.startCloud,
    between: options.cloudRuns,
    random: randomOf(seed, "cloud"),
    whileDown: searches.restart,
  })
  const standstill = watchStandstill(checkpointFile, sender.sent, () => apiCrashes.isUp && cloudCrashes.isUp)
  const progress = setInterval(
    () =>
      say(
        `  ${sender.sent.entries} sent, ${apiCrashes.count} + ${cloudCrashes.count} kills, longest standstill ${seconds(standstill.longest.ms)}`,
      ),
    15_000,
  )
  try {
    await Promise.all([
      sender.send(load(invoices, refusedInvoices, seed, randomOf(seed, "load")), options.perSecond),
      apiCrashes.until(options.apiKills),
      cloudCrashes.until(options.cloudKills),
    ])
    await Promise.all([...reshardings, apiCrashes.end(), cloudCrashes.end()])
    const sentAfter = Date.now() - begun
    say(`  all sent after ${seconds(sentAfter)}; waiting until it is processed`)

    const afterFaults = await untilAgreed({
      begun,
      isExpected: isRefusedBill,
      checkpointFile,
      kinesis,
      stream,
      say,
    })
    const drainedAfter = Date.now() - begun
    standstill.stop()
    proxy.heal()
    const replayed = await replayAll(parts.apiUrl, randomOf(seed, "repairs"))
    const atTheEnd = await untilAgreed({
      begun,
      isExpected: () => false,
      checkpointFile,
      kinesis,
      stream,
      say,
    })

    const { counts } = atTheEnd
    const refusals = afterFaults.shown.filter(isRefusedBill).length
    const unexpected = [...afterFaults.shown.filter(each => !isRefusedBill(each)), ...atTheEnd.shown]
    const of = (ledger: string, what: RegExp) =>
      unexpected.filter(each => each.ledger === ledger && what.test(each.what)).length
    const kills = apiCrashes.count + cloudCrashes.count
    const faults = Object.values(proxy.faults).reduce((sum, n) => sum + n, 0)
    const problems = [
      ...unexpected.map(({ ledger, of: id, what }) => `${ledger}: ${id} ${what}`),
      ...(refusals === refusedInvoices
        ? []
        : [`${refusals} bills were refused instead of ${refusedInvoices}`]),
      ...(replayed.refused === refusedInvoices ? [] : [`${replayed.refused} refused invoices were replayed`]),
      ...(counts.invoices === invoices + replayed.repaired
        ? []
        : [`${counts.invoices} invoices are on the stream instead of ${invoices + replayed.repaired}`]),
      ...(kills >= options.apiKills + options.cloudKills ? [] : [`only ${kills} kills`]),
      ...(searches.longest.ms <= longestHoldUp ? [] : [`${searches.longest.where} held up its shard`]),
    ]
    const kinds = [...sender.sent.byKind].map(([kind, n]) => `${n} ${kind}`).join(", ")
    const lines = [
      `seed                 ${seed}`,
      `acknowledged         ${kinds}`,
      `on the stream        ${counts.records} records: ${counts.invoices} invoices, ${counts.poison} poison`,
      `kills                ${apiCrashes.count} of the functions, ${cloudCrashes.count} of the cloud`,
      `gone back            ${rewinds} times to older checkpoints`,
      `failed calls         ${faults} of ${proxy.calls} (${((100 * faults) / proxy.calls).toFixed(1)} %): ${Object.entries(
        proxy.faults,
      )
        .map(([kind, n]) => `${n} ${kind}`)
        .join(", ")}`,
      `shards               ${(await openShards(kinesis, stream)).length} open, after ${reshardings.length} splits and merges`,
      `longest hold-up      ${seconds(searches.longest.ms)} by one record; longest standstill, whatever the reason, ${seconds(standstill.longest.ms)} (${standstill.longest.where})`,
      `quarantine           ${counts.quarantined} poison, ${refusals} refused by record-bill; replayed ${replayed.refused} and ${replayed.repaired} repaired`,
      `bills, rows, counted ${counts.bills}, ${counts.rows}, ${counts.counted}`,
      `lost                 ${of("bills", /missing/) + of("csv", /missing/) + of("windows", /not counted/) + of("quarantine", /missing/)}`,
      `double               ${of("csv", /rows$/) + of("windows", /counted were/) + of("bills", /never/) + of("csv", /never/)}`,
      `duration             ${seconds(Date.now() - begun)}: sent after ${seconds(sentAfter)}, drained after ${seconds(drainedAfter)}`,
    ]
    return { problems, lines, dataDir: parts.dataDir }
  } finally {
    clearInterval(progress)
    standstill.stop()
  }
}

type Searches = ReturnType<typeof watchSearches>

const aRefusedId = new RegExp(`${refusedPrefix}\\d+-\\d+`)

const isRefusedBill = ({ ledger, what }: Difference): boolean =>
  ledger === "bills" && /^is missing: refused-by-record-bill/.test(what)

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

async function untilAborted(signal: AbortSignal, limit: number): Promise<never> {
  while (!signal.aborted) await wait(200)
  throw new Error(`The run did not end within ${seconds(limit)}.`)
}
