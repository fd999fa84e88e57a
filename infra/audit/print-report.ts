/** A report as text. */
import { toMajor } from "../../functions/shared/money.ts"
import type { Report } from "./audit.ts"

/** The lines of a report: counts first, then the differences, then the verdict. */
export function linesOf({ period, counts, shown, total }: Report): string[] {
  const [from, to] = [period.from, period.to].map(time => new Date(time).toISOString())
  const row = (name: string, number: number, amount?: number) =>
    `  ${name.padEnd(36)}${String(number).padStart(10)}${amount === undefined ? "" : money(amount)}`
  return [
    `Audit of what arrived from ${from} to ${to}`,
    row("records on the stream", counts.records),
    row("invoices sent, each once", counts.invoices, counts.sent),
    row("  as bills", counts.bills, counts.billed),
    row("  as rows of CSV", counts.rows, counts.exported),
    row("  counted into windows (with taxes)", counts.counted, counts.summed),
    row("poison on the stream", counts.poison),
    row("  in quarantine", counts.quarantined),
    row("refused by a consumer, in quarantine", counts.refused),
    row("bills changed since", counts.changed),
    ...shown.map(({ ledger, of, what }) => `  ✗ ${ledger}: ${of} ${what}`),
    ...(total > shown.length ? [`  … and ${total - shown.length} more`] : []),
    total === 0 ? "All four agree." : `${total} differences.`,
  ]
}

const money = (minor: number) => toMajor(minor).toFixed(2).padStart(18)
