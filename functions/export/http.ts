/** The export service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { getExport } from "./handlers/get-export.ts"
import { getQuarantined } from "./handlers/get-quarantined.ts"
import { listExports } from "./handlers/list-exports.ts"
import { listQuarantine } from "./handlers/list-quarantine.ts"
import { replayQuarantined } from "./handlers/replay-quarantined.ts"

export const endpoints = [listExports, getExport, listQuarantine, getQuarantined, replayQuarantined]

export const handler = httpService("export-service", endpoints)
