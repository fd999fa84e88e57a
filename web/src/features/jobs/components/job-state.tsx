/** The state of a job. */
import { StateBadge } from "../../../components/state-badge.tsx"
import { states } from "../model.ts"
import type { Job } from "../types.ts"

export const JobState = ({ job }: { job: Job }) => {
  const { tone, word } = states[job.status]
  return <StateBadge tone={tone}>{word()}</StateBadge>
}
