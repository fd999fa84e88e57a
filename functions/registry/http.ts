/** The registry service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { listServices } from "./handlers/list-services.ts"

export const handler = httpService("registry-service", [listServices])
