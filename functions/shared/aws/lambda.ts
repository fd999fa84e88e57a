/** The Lambda client of this process. */
import { LambdaClient } from "@aws-sdk/client-lambda"
import { requestHandler } from "./request-handler.ts"

export const lambda = new LambdaClient({ maxAttempts: 3, requestHandler: requestHandler() })
