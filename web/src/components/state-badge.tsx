/** The state of a thing: a coloured dot and always a word. */
import { Badge } from "@mantine/core"
import classes from "./state-badge.module.css"

/** What a state means to a person, whatever its name is. */
export type Tone = "good" | "busy" | "bad" | "neutral"

const colors: Record<Tone, string> = { good: "pine", busy: "blue", bad: "red", neutral: "gray" }

export const StateBadge = ({ tone, children }: { tone: Tone; children: string }) => (
  <Badge
    variant="light"
    color={colors[tone]}
    radius="sm"
    className={classes.badge}
    leftSection={<span className={classes.dot} data-busy={tone === "busy" || undefined} />}
  >
    {children}
  </Badge>
)
