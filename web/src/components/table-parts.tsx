/** What every table is made of: the head, a row that leads to its page, and rows that keep the room while loading. */
import { Skeleton } from "@mantine/core"
import type { ComponentProps, CSSProperties, ReactNode } from "react"
import { Link } from "react-router"
import classes from "./data-table.module.css"

/** One column. `detail` columns are hidden on a phone; `end` aligns numbers. */
export type Column<T> = {
  key: string
  header(): string
  cell(row: T): ReactNode
  align?: "start" | "end"
  width?: string
  /** On a phone, for a table whose widths are fixed there too. */
  phoneWidth?: string
  detail?: boolean
  /** For a column of buttons: its header is for screen readers only. */
  quiet?: boolean
}

/** The names of the columns. */
export function HeadRow<T>({ columns }: { columns: Column<T>[] }) {
  return (
    <tr>
      {columns.map(column => (
        <th
          key={column.key}
          scope="col"
          {...cellProps(column)}
          style={{ "--column-width": column.width, "--phone-width": column.phoneWidth } as CSSProperties}
        >
          {column.quiet ? <span className={classes.hidden}>{column.header()}</span> : column.header()}
        </th>
      ))}
    </tr>
  )
}

type RowProps<T> = ComponentProps<"tr"> & {
  columns: Column<T>[]
  row: T
  /** Where the row leads; its first cell is the link. */
  to?: string | undefined
}

/** One thing. */
export function DataRow<T>({ columns, row, to, ...rest }: RowProps<T>) {
  return (
    <tr {...rest} className={to === undefined ? undefined : classes.linked}>
      {columns.map((column, index) => (
        <td key={column.key} {...cellProps(column)}>
          {to !== undefined && index === 0 ? (
            <Link to={to} className={classes.link}>
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  )
}

/** Rows without words yet. */
export function LoadingRows<T>({ columns, count }: { columns: Column<T>[]; count: number }) {
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
