/** Facts about one thing: a term and what is so. */
import { Fragment, type ReactNode } from "react"
import classes from "./facts.module.css"

export const Facts = ({ facts }: { facts: [term: string, fact: ReactNode][] }) => (
  <dl className={classes.facts}>
    {facts.map(([term, fact]) => (
      <Fragment key={term}>
        <dt>{term}</dt>
        <dd>{fact}</dd>
      </Fragment>
    ))}
  </dl>
)
