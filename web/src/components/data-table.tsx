/** A table of things: a row leads to its page, a phone sees the columns that matter, loading keeps the size. */
import classes from "./data-table.module.css"
import { type Column, DataRow, HeadRow, LoadingRows } from "./table-parts.tsx"

export type { Column } from "./table-parts.tsx"

type Props<T> = {
  /** What the table lists, for screen readers. */
  label: string
  columns: Column<T>[]
  /** Undefined while they load. */
  rows: T[] | undefined
  rowKey(row: T): string
  /** Where a row leads; its first cell is the link. */
  rowLink?: (row: T) => string
  /** How many rows to keep room for while loading. */
  expected?: number
  /** Whether the widths are those of the columns on a phone, too. */
  fixed?: boolean
}

export const DataTable = <T,>({
  label,
  columns,
  rows,
  rowKey,
  rowLink,
  expected = 8,
  fixed = false,
}: Props<T>) => (
  <table
    className={classes.table}
    data-fixed={fixed || undefined}
    aria-label={label}
    aria-busy={rows === undefined}
  >
    <thead>
      <HeadRow columns={columns} />
    </thead>
    <tbody>
      {rows?.map(row => (
        <DataRow key={rowKey(row)} columns={columns} row={row} to={rowLink?.(row)} />
      ))}
      {!rows && <LoadingRows columns={columns} count={expected} />}
    </tbody>
  </table>
)
