/** How calls of AWS are sent. */
import { NodeHttpHandler } from "@smithy/node-http-handler"

/**
 * Gives up a connection that is not made within 2 s, or over which nothing comes for 5 s, so that a call which hangs is
 * sent again while the function still has time; the SDK itself waits for ever. HTTP/1.1, because HTTP/2, the Kinesis
 * client's own choice, is refused by endpoints that speak plain HTTP, and buys nothing here.
 */
export const requestHandler = (): NodeHttpHandler =>
  new NodeHttpHandler({ connectionTimeout: 2_000, socketTimeout: 5_000 })
