/** The registry service's Lambda. */
import { readService } from "../shared/http/read-service.ts"
import { listConfiguration } from "./handlers/list-configuration.ts"
import { listServices } from "./handlers/list-services.ts"

export const endpoints = [listServices, listConfiguration]

export const handler = readService("registry-service", endpoints)
