/**
 * Numbers of bills: `2026-000042`, per year and series, without gaps or repeats. A counter moves on in the transaction
 * that writes the bills which take its numbers, so whatever fails or crashes takes none.
 *
 * One counter is one item: on AWS about 1,000 writes a second, each with up to 99 bills of the stream.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { BusyError } from "../shared/errors.ts"
import { ledgerTable } from "./ledger.ts"
import { ConditionsError, pause, transact, type Write } from "./transact.ts"

/** Which numbers: `year` has four digits. */
export type Counter = { series: string; year: string }

/** How long a writer contends for a counter before it gives up, in milliseconds. */
const longestWait = 15_000

/** `2026-000042`, `A-2026-000042`. From a million on there are more digits. */
export const formatNumber = ({ series, year }: Counter, value: number): string =>
  `${series === "" ? "" : `${series}-`}${year}-${String(value).padStart(6, "0")}`

/** Where each counter was when this process saw it last. Only a guess: the transaction's condition decides. */
const seen = new Map<string, number>()

/** The last writer of each counter in this process: the next one waits for it instead of contending with it. */
const queues = new Map<string, Promise<unknown>>()

/** Does some work when all that came before in this process is done with the counter. Gives what the work gives. */
export function inTurn<T>(counter: Counter, work: () => Promise<T>): Promise<T> {
  const key = keyOf(counter)
  const before = queues.get(key) ?? Promise.resolve()
  const own = before.then(work)
  const settled = own.catch(() => undefined)
  queues.set(key, settled)
  void settled.then(() => queues.get(key) === settled && queues.delete(key))
  return own
}

/** As `contendForNumbers`, when all that came before in this process is done with the counter. */
export const writeNumbered = (
  counter: Counter,
  count: number,
  writesWith: (numbers: string[]) => Write[],
): Promise<string[]> => inTurn(counter, () => contendForNumbers(counter, count, writesWith))

/**
 * Writes what `writesWith` makes of the next numbers of a counter, at most 99 writes, together with the counter. Gives
 * the numbers. Throws a ConditionsError (places as in those writes) when a condition of theirs does not hold, and
 * a BusyError when others were always faster. No number is used then.
 */
export async function contendForNumbers(
  counter: Counter,
  count: number,
  writesWith: (numbers: string[]) => Write[],
): Promise<string[]> {
  const key = keyOf(counter)
  const end = Date.now() + longestWait
  for (let attempt = 1; ; attempt++) {
    const last = seen.get(key) ?? (await read(key))
    const numbers = Array.from({ length: count }, (_, n) => formatNumber(counter, last + 1 + n))
    try {
      await transact([advance(key, last, last + count), ...writesWith(numbers)])
      seen.set(key, last + count)
      return numbers
    } catch (error) {
      seen.delete(key)
      if (!(error instanceof ConditionsError)) throw error
      const others = [...error.failed].flatMap(n => (n === 0 ? [] : [n - 1]))
      if (others.length > 0) throw new ConditionsError(new Set(others))
      if (Date.now() > end) {
        throw new BusyError("Too many bills are being issued at once. Send it again.")
      }
      await pause(attempt, 5)
    }
  }
}

const keyOf = ({ series, year }: Counter): string => `numbers#${series}#${year}`

async function read(pk: string): Promise<number> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: ledgerTable(), Key: { pk, sk: "last" }, ConsistentRead: true }),
  )
  return Item?.last ?? 0
}

/** Moves the counter on, if it still is where it was read. */
const advance = (pk: string, from: number, to: number): Write => ({
  Update: {
    TableName: ledgerTable(),
    Key: { pk, sk: "last" },
    UpdateExpression: "SET #last = :to",
    ConditionExpression: from === 0 ? "attribute_not_exists(pk)" : "#last = :from",
    ExpressionAttributeNames: { "#last": "last" },
    ExpressionAttributeValues: { ":to": to, ...(from === 0 ? {} : { ":from": from }) },
  },
})
