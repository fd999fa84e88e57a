/** The gateway's Lambda: whatever no route of its own names goes to the registered service that the path names. */
import { httpHandler } from "../shared/http/handler.ts"
import { describeApi } from "./handlers/describe-api.ts"
import { forwardRequest } from "./handlers/forward-request.ts"

export const handler = httpHandler("gateway", event =>
  event.pathParameters?.service ? forwardRequest(event) : describeApi(event),
)
