/** Ports that the local system listens on, each with the environment variable that changes it. */
import { createServer } from "node:net"

/** What a port is for; the message of a taken one names it. */
export type Port = { port: number; variable: string; purpose: string }

/** Throws an Error of one line when somebody else listens on one of these ports. */
export async function assertFree(ports: Port[]): Promise<void> {
  for (const { port, variable, purpose } of ports) {
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} (${purpose}) is taken. Set ${variable} to another port, or end what listens there.`,
      )
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1"]) {
    const taken = await new Promise<boolean>(resolve => {
      const server = createServer()
      server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"))
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)))
    })
    if (taken) return false
  }
  return true
}
