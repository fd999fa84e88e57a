/** Records in quarantine on the wire, as the export service declares them. */
import type { z } from "zod"
import type { quarantinedRecord, repair } from "../../../../functions/export/schema.ts"

export type { QuarantineEntry } from "../../../../functions/export/schema.ts"
export type QuarantinedRecord = z.output<typeof quarantinedRecord>
export type Repair = z.input<typeof repair>
