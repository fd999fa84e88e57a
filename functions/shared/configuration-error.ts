/** The function itself is set up wrongly. That is never the fault of what it was given. */

/** Something that the function needs to know (a variable, a parameter) is missing or malformed. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError"
}
