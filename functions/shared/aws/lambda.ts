/** The Lambda client of this process. */
import { LambdaClient } from "@aws-sdk/client-lambda"

export const lambda = new LambdaClient({ maxAttempts: 3 })
