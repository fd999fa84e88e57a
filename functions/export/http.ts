/** The export service's Lambda. */
import { readService } from "../shared/http/read-service.ts"
import { getExport } from "./handlers/get-export.ts"
import { listExports } from "./handlers/list-exports.ts"

export const handler = readService("export-service", [listExports, getExport])
