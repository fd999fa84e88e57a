/** The state of a thing: a coloured dot and always a word. */
import classes from "./state-badge.module.css"

/** What a state means to a person, whatever its name is. */
export type Tone = "good" | "busy" | "bad" | "neutral"

export const StateBadge = ({ tone, children }: { tone: Tone; children: string }) => (
  <span className={classes.state} data-tone={tone}>
    {children}
  </span>
)
