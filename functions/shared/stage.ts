/** Names of the resources of this stage, as `infra/resources/` declares them. */
import { ConfigurationError } from "./configuration-error.ts"

/** The stage that this function was deployed to (`local`, `prod`, …). Throws when `STAGE` is not set. */
export function stage(): string {
  const name = process.env.STAGE
  if (!name)
    throw new ConfigurationError(
      "The environment variable STAGE is not set: it names the stage, for example local.",
    )
  return name
}

/** The full name of a table, a stream or a namespace of this stage: `facturo-<stage>-<name>`. */
export const resourceName = (name: string): string => `facturo-${stage()}-${name}`

/** The bucket of this stage. Buckets are named globally, so its name comes from the environment. */
export function bucketName(): string {
  const name = process.env.BUCKET
  if (!name) {
    throw new ConfigurationError(
      "The environment variable BUCKET is not set: it names the bucket of exports.",
    )
  }
  return name
}
