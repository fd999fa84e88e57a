/** Waits for a server. */
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

/** Resolves as soon as something accepts connections on this port of this machine; throws after `seconds`. */
export async function untilListening(port: number, seconds = 60): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (await accepts(port)) return
  }
  throw new Error(`Nothing listens on port ${port} after ${seconds} seconds.`)
}

const accepts = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ port, host: "localhost" })
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
    socket.once("connect", () => socket.destroy())
  })
