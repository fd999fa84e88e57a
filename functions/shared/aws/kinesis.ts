/** The Kinesis client of this process. */
import { KinesisClient } from "@aws-sdk/client-kinesis"
import { requestHandler } from "./request-handler.ts"

export const kinesis = new KinesisClient({ maxAttempts: 5, requestHandler: requestHandler() })
