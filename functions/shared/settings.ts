/**
 * Configuration of a service: the SSM parameters under `/facturo/<stage>/<service>/`, checked against a schema and
 * read again when they are older than the cache time, so that a change works without a restart.
 */
import { SSMProvider } from "@aws-lambda-powertools/parameters/ssm"
import type { z } from "zod"
import { ssm } from "./aws/ssm.ts"
import { ConfigurationError } from "./configuration-error.ts"
import { stage } from "./stage.ts"

/** How long values are used before they are read again, in seconds. */
export const defaultCacheSeconds = 15

/** A parameter is missing or malformed; the message names each by its full name. */
export class SettingsError extends ConfigurationError {
  override name = "SettingsError"
}

const provider = new SSMProvider({ awsSdkV3Client: ssm })

/**
 * A function that gives the settings of a service, by their names without the path. Values are strings in SSM, so
 * the schema coerces what it wants otherwise. Throws a SettingsError.
 */
export function settingsOf<S extends z.ZodObject>(service: string, schema: S): () => Promise<z.output<S>> {
  return async () => {
    const path = `/facturo/${stage()}/${service}`
    const maxAge = Number(process.env.SETTINGS_CACHE_SECONDS ?? defaultCacheSeconds)
    const values = await provider.getMultiple(path, { maxAge, recursive: true, decrypt: true })
    const result = schema.safeParse(values ?? {})
    if (result.success) return result.data
    const faults = result.error.issues.map(issue => {
      const name = `${path}/${String(issue.path[0] ?? "")}`
      return values?.[String(issue.path[0])] === undefined
        ? `${name} is missing`
        : `${name}: ${issue.message}`
    })
    throw new SettingsError(`Parameters in SSM: ${faults.join("; ")}.`)
  }
}
