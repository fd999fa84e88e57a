/** The analytics service's Lambda. */
import { readService } from "../shared/http/read-service.ts"
import { listWindows } from "./handlers/list-windows.ts"

export const endpoints = [listWindows]

export const handler = readService("analytics-service", endpoints)
