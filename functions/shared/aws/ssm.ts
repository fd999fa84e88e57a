/** The SSM client of this process. */
import { SSMClient } from "@aws-sdk/client-ssm"
import { requestHandler } from "./request-handler.ts"

export const ssm = new SSMClient({ maxAttempts: 3, requestHandler: requestHandler() })
