/** The analytics service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { listWindows } from "./handlers/list-windows.ts"

export const handler = httpService("analytics-service", [listWindows])
