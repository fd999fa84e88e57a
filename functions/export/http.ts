/** The export service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { getExport } from "./handlers/get-export.ts"
import { listExports } from "./handlers/list-exports.ts"

export const handler = httpService("export-service", [listExports, getExport])
