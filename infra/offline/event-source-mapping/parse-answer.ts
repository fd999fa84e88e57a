/** A function's answer as a value. */

/** What an answer that is no JSON is taken for: no success form, whatever it is looked at for. */
export const NO_JSON = Symbol("no JSON")

/** Parses the payload of an answer. None at all is null: so a function answers that returns nothing. */
export function parseAnswer(payload: string): unknown {
  if (payload === "") return null
  try {
    return JSON.parse(payload)
  } catch {
    return NO_JSON
  }
}
