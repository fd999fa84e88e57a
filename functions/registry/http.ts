/** The registry service's Lambda. */
import { readService } from "../shared/http/read-service.ts"
import { listServices } from "./handlers/list-services.ts"

export const endpoints = [listServices]

export const handler = readService("registry-service", endpoints)
