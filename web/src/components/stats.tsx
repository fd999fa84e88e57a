/** Figures in a row: a name, a number, and what it is about. */
import { Skeleton } from "@mantine/core"
import type { ReactNode } from "react"
import classes from "./stats.module.css"

/** One figure; undefined while it loads. */
export type Stat = { label: string; value: ReactNode | undefined; note?: ReactNode }

export const Stats = ({ stats }: { stats: Stat[] }) => (
  <dl className={classes.stats}>
    {stats.map(({ label, value, note }) => (
      <div key={label} className={classes.stat}>
        <dt className={classes.label}>{label}</dt>
        <dd className={classes.value}>{value === undefined ? <Skeleton height={20} width={72} /> : value}</dd>
        <dd className={classes.note}>{note ?? " "}</dd>
      </div>
    ))}
  </dl>
)
