/** Batch jobs on the wire, as the batch service declares them. */
import type { z } from "zod"
import type { jobInput, preview } from "../../../../functions/batch/schema.ts"

export type { Job } from "../../../../functions/batch/schema.ts"
export type JobInput = z.input<typeof jobInput>
export type Preview = z.output<typeof preview>
