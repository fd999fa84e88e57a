/** The environment in which functions' code runs on this machine outside of a Lambda: demo data, audits. */
import { fileURLToPath } from "node:url"
import { ports } from "./ports.ts"

/** The folder of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url))

/**
 * Points this process at the cloud that AWS_ENDPOINT_URL names, else at the embedded one, and gives its address.
 * To be called after children were started: they tell by the variable whether a cloud was named.
 */
export function pointAtCloud(): string {
  process.env.AWS_ENDPOINT_URL ??= `http://127.0.0.1:${ports.cloud}`
  process.env.AWS_REGION ??= "eu-west-1"
  process.env.AWS_ACCESS_KEY_ID ??= "local"
  process.env.AWS_SECRET_ACCESS_KEY ??= "local"
  process.env.STAGE ??= "local"
  return process.env.AWS_ENDPOINT_URL
}
