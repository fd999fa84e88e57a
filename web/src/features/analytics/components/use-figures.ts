/** What came in lately, as figures for an overview. Each by itself: what cannot be read takes only itself away. */
import { t } from "i18next"
import type { Stat } from "../../../components/stats.tsx"
import { formatMinor } from "../../../lib/money.ts"
import { useWindows } from "../api/list-windows.ts"
import { mergeWindows, newestWindow, totalOf, windowsSince } from "../model.ts"
import type { InvoiceWindow } from "../types.ts"

/** Amount and invoices of the last window, minute and day. */
export function useFigures(): Stat[] {
  const recent = useWindows(5)
  const day = useWindows(1440)
  const now = recent.dataUpdatedAt
  const newest = recent.data && newestWindow(recent.data, now)
  // The day is read less often: with what is known of the last minutes it is never less than they are.
  const whole = day.data && mergeWindows(day.data, recent.data ?? [], 0)
  return [
    figure(t("analytics:lastSeconds"), recent.data && (newest ? [newest] : []), recent.isError),
    figure(t("analytics:lastMinute"), recent.data && windowsSince(recent.data, 1, now), recent.isError),
    figure(t("analytics:lastDay"), whole, day.isError),
  ]
}

function figure(label: string, windows: InvoiceWindow[] | undefined, isError: boolean): Stat {
  if (!windows) return { label, value: isError ? "–" : undefined }
  const { count, total } = totalOf(windows)
  return { label, value: formatMinor(total), note: t("analytics:invoicesOf", { count }) }
}
