/** How calls of AWS are sent. */
import { NodeHttpHandler } from "@smithy/node-http-handler"

/** Milliseconds without a byte after which a call is given up; a cloud that answers slowly may be given more. */
const socketTimeout = Number(process.env.SOCKET_TIMEOUT_MS ?? 5_000)

/**
 * Gives up a call that hangs, so that it is sent again while the function still has time; the SDK itself waits for
 * ever. HTTP/1.1, because HTTP/2, the Kinesis client's own choice, is refused by endpoints that speak plain HTTP,
 * and buys nothing here.
 */
export const requestHandler = (): NodeHttpHandler =>
  new NodeHttpHandler({ connectionTimeout: socketTimeout, socketTimeout })
