/** The state of a thing: a coloured dot and always a word; or the thing's name, with the state for screen readers. */
import { VisuallyHidden } from "@mantine/core"
import classes from "./state-badge.module.css"

/** What a state means to a person, whatever its name is: "busy" is at work, "open" waits for somebody. */
export type Tone = "good" | "busy" | "open" | "bad" | "neutral"

type Props = {
  tone: Tone
  /** The state in a word, where the badge shows something else. */
  title?: string
  children: string
}

export const StateBadge = ({ tone, title, children }: Props) => (
  <span className={classes.state} data-tone={tone} title={title}>
    {children}
    {title && <VisuallyHidden>: {title}</VisuallyHidden>}
  </span>
)
