/** Days of invoices on the wire, as the export service declares them. */
export type { ExportDay } from "../../../../functions/export/schema.ts"
