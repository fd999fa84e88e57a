/**
 * A table without an end: more is read when its end comes near, and only the rows near the screen are drawn, so that
 * the hundred-thousandth costs what the first did. It scrolls with the page.
 */
import { useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual"
import { useEffect, useLayoutEffect, useRef, useState } from "react"
import classes from "./data-table.module.css"
import { type Column, DataRow, HeadRow, LoadingRows } from "./table-parts.tsx"

type Props<T> = {
  /** What the table lists, for screen readers. */
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey(row: T): string
  rowLink(row: T): string
  /** Whether more rows come below these. */
  hasMore: boolean
  /** Whether these are about to be replaced by others. */
  isOutdated: boolean
  /** The end comes near: more are wanted. */
  onNearEnd(): void
}

/** The height of a row until it was measured. */
const usualHeight = 47

/** More is asked for when fewer rows than this are left below the screen: half a page of the API. */
const ahead = 50

export function EndlessTable<T>({
  label,
  columns,
  rows,
  rowKey,
  rowLink,
  hasMore,
  isOutdated,
  onNearEnd,
}: Props<T>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: rows.length,
    estimateSize: () => usualHeight,
    overscan: 12,
    scrollMargin: useTopOf(body),
    getItemKey: index => rowKey(rows[index] as T),
  })
  const shown = virtualizer.getVirtualItems()
  const { above, below } = roomAround(virtualizer)
  const isNearEnd = hasMore && (shown.at(-1)?.index ?? 0) + ahead >= rows.length
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, rows.length, onNearEnd])

  return (
    <table
      className={classes.table}
      data-fixed
      data-outdated={isOutdated || undefined}
      aria-label={label}
      aria-busy={isOutdated}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
    >
      <thead>
        <HeadRow columns={columns} />
      </thead>
      <tbody ref={body}>
        <Room height={above} />
        {shown.map(({ index, key }) => {
          const row = rows[index] as T
          return (
            <DataRow
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              columns={columns}
              row={row}
              to={rowLink(row)}
            />
          )
        })}
        <Room height={below} />
        {hasMore && <LoadingRows columns={columns} count={3} />}
      </tbody>
    </table>
  )
}

/** The room of the rows that are not drawn. */
const Room = ({ height }: { height: number }) =>
  height > 0 && (
    <tr aria-hidden className={classes.room}>
      <td style={{ height }} />
    </tr>
  )

function roomAround(virtualizer: Virtualizer<Window, HTMLTableRowElement>): { above: number; below: number } {
  const shown = virtualizer.getVirtualItems()
  const [first, last] = [shown.at(0), shown.at(-1)]
  if (!first || !last) return { above: 0, below: virtualizer.getTotalSize() }
  const { scrollMargin } = virtualizer.options
  return { above: first.start - scrollMargin, below: virtualizer.getTotalSize() + scrollMargin - last.end }
}

/** How far below the page's top an element begins. */
function useTopOf(element: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  // What is above it may change its height with any drawing: an error that appears, filters that wrap.
  useLayoutEffect(() => {
    if (element.current) setTop(Math.round(element.current.getBoundingClientRect().top + window.scrollY))
  })
  return top
}
