/** A moment in time, by locale; pointing at it tells it to the second. */
import { useEffect, useReducer } from "react"
import { formatAgo, formatDateTime, formatExactly } from "../lib/dates.ts"

/** As a date with a time, or with `ago` as how long ago, kept current. */
export const Moment = ({ at, ago = false }: { at: string; ago?: boolean }) => (
  <time dateTime={at} title={formatExactly(at)} className="number">
    {ago ? <Ago at={at} /> : formatDateTime(at)}
  </time>
)

function Ago({ at }: { at: string }) {
  const [, refresh] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(refresh, 10_000)
    return () => clearInterval(timer)
  }, [])
  return formatAgo(at)
}
