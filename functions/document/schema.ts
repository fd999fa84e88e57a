/** What the document service hears. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"

/** The file of a bill, as in the path: its id and `.pdf`. */
export const documentParams = z.object({
  file: z
    .string()
    .max(longestId + ".pdf".length)
    .regex(/^.+\.pdf$/s, "must be a bill's id and .pdf"),
})
