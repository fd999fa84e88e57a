/** The ports of the whole local system, and the variables that change them. */
import { assertFree, type Port } from "../offline/ports.ts"

const number = (variable: string, otherwise: number): number => Number(process.env[variable] ?? otherwise)

export const ports = {
  api: number("API_PORT", 8888),
  web: number("WEB_PORT", 3000),
  cloud: number("CLOUD_PORT", 4566),
  lambda: number("LAMBDA_PORT", 3002),
}

/** Throws an Error of one line when one of them is taken. The cloud's is ours only where no other cloud is named. */
export async function assertPortsFree(): Promise<void> {
  const wanted: Port[] = [
    { port: ports.api, variable: "API_PORT", purpose: "API" },
    { port: ports.web, variable: "WEB_PORT", purpose: "web app" },
    { port: ports.lambda, variable: "LAMBDA_PORT", purpose: "Lambda" },
  ]
  if (!process.env.AWS_ENDPOINT_URL) {
    wanted.push({ port: ports.cloud, variable: "CLOUD_PORT", purpose: "local cloud" })
  }
  await assertFree(wanted)
}
