/** The SSM client of this process. */
import { SSMClient } from "@aws-sdk/client-ssm"

export const ssm = new SSMClient({ maxAttempts: 3 })
