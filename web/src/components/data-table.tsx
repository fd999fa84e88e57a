/** A table of things: a row leads to its page, a phone sees the columns that matter, loading keeps the size. */
import { Skeleton } from "@mantine/core"
import type { CSSProperties, ReactNode } from "react"
import { Link } from "react-router"
import classes from "./data-table.module.css"

/** One column. `detail` columns are hidden on a phone; `end` aligns numbers. */
export type Column<T> = {
  key: string
  header: string
  cell(row: T): ReactNode
  align?: "start" | "end"
  width?: string
  detail?: boolean
  /** For a column of buttons: its header is for screen readers only. */
  quiet?: boolean
}

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
}

export function DataTable<T>({ label, columns, rows, rowKey, rowLink, expected = 8 }: Props<T>) {
  return (
    <table className={classes.table} aria-label={label} aria-busy={rows === undefined}>
      <thead>
        <tr>
          {columns.map(column => (
            <th
              key={column.key}
              scope="col"
              {...cellProps(column)}
              style={{ "--column-width": column.width } as CSSProperties}
            >
              {column.quiet ? <span className={classes.hidden}>{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows?.map(row => (
          <tr key={rowKey(row)} className={rowLink ? classes.linked : undefined}>
            {columns.map((column, index) => (
              <td key={column.key} {...cellProps(column)}>
                {rowLink && index === 0 ? (
                  <Link to={rowLink(row)} className={classes.link}>
                    {column.cell(row)}
                  </Link>
                ) : (
                  column.cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
        {!rows && <LoadingRows columns={columns} count={expected} />}
      </tbody>
    </table>
  )
}

function LoadingRows<T>({ columns, count }: { columns: Column<T>[]; count: number }) {
  return Array.from({ length: count }, (_, row) => (
    <tr key={row}>
      {columns.map(column => (
        <td key={column.key} {...cellProps(column)}>
          <Skeleton
            height={12}
            width={column.align === "end" ? 56 : "62%"}
            ml={column.align === "end" ? "auto" : 0}
          />
        </td>
      ))}
    </tr>
  ))
}

function cellProps<T>({ align, detail }: Column<T>) {
  return {
    className: [align === "end" && classes.end, detail && classes.detail].filter(Boolean).join(" "),
  }
}
