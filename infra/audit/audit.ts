/** The audit: what was sent, the bills, the rows of CSV and the sums of the windows, held against each other. */
import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis"
import { kinesis } from "../../functions/shared/aws/kinesis.ts"
import { resourceName } from "../../functions/shared/stage.ts"
import { type Counts, count, type Difference, differences, prepareSent } from "./compare.ts"
import { openLedgers } from "./ledgers.ts"
import { alignToWindow, type Period } from "./period.ts"
import { readBills } from "./read-bills.ts"
import { readQuarantine } from "./read-quarantine.ts"
import { readRows } from "./read-rows.ts"
import { readStream } from "./read-stream.ts"
import { readWindows } from "./read-windows.ts"

/** What an audit found: `shown` are the first differences, `total` is the number of all. */
export type Report = { period: Period; counts: Counts; shown: Difference[]; total: number }

/**
 * Reads and compares all ledgers of the period, as far back as the stream keeps its records. Shows at most
 * `mostShown` differences. Throws what reading throws, and a RangeError when nothing of the period is kept.
 */
export async function audit(wanted: Period, { mostShown = 50 } = {}): Promise<Report> {
  const period = await whatIsKept(wanted)
  const ledgers = openLedgers()
  try {
    // Beyond the period: an invoice that came twice is on the stream after it as well.
    await readStream(kinesis, ledgers, Date.now())
    prepareSent(ledgers, period)
    await Promise.all([
      readBills(ledgers, period),
      readRows(ledgers, period),
      readWindows(ledgers, period),
      readQuarantine(ledgers, period),
    ])
    const shown: Difference[] = []
    let total = 0
    for (const difference of differences(ledgers, period)) if (++total <= mostShown) shown.push(difference)
    return { period, counts: count(ledgers, period), shown, total }
  } finally {
    ledgers.close()
  }
}

/** What goes while it is read would look as if it had never been sent. */
const margin = 10 * 60_000

async function whatIsKept({ from, to }: Period): Promise<Period> {
  const { StreamDescriptionSummary } = await kinesis.send(
    new DescribeStreamSummaryCommand({ StreamName: resourceName("invoices") }),
  )
  const hours = StreamDescriptionSummary?.RetentionPeriodHours ?? 24
  const first = alignToWindow(Date.now() - hours * 3_600_000 + margin)
  if (first >= to) throw new RangeError(`The stream keeps ${hours} hours, and nothing of that period.`)
  return { from: Math.max(from, first), to }
}
