/** The Kinesis client of this process. */
import { KinesisClient } from "@aws-sdk/client-kinesis"
import { NodeHttpHandler } from "@smithy/node-http-handler"

// HTTP/1.1: the client's own choice, HTTP/2, is refused by endpoints that speak plain HTTP, and buys nothing here.
export const kinesis = new KinesisClient({ maxAttempts: 5, requestHandler: new NodeHttpHandler() })
