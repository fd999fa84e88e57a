/** Brings the API's faults to the fields of a form. */
import { ApiError } from "./problem.ts"

/** Messages by field of the form, and those that belong to none. */
export type FieldErrors = { fields: Record<string, string>; others: string[] }

/** Sorts what the API said. `fieldOf` gives the field that shows a fault at that path of the input, if there is one. */
export function fieldErrors(error: unknown, fieldOf: (path: string) => string | undefined): FieldErrors {
  if (!(error instanceof ApiError)) return { fields: {}, others: [messageOf(error)] }
  if (error.faults.length === 0) return { fields: {}, others: [error.message] }
  const fields: Record<string, string> = {}
  const others: string[] = []
  for (const { path, message } of error.faults) {
    const field = fieldOf(path)
    if (field === undefined) others.push(path ? `${path}: ${message}` : asSentence(message))
    else fields[field] ??= asSentence(message)
  }
  return { fields, others }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const asSentence = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1)
