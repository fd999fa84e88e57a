/** The errors with which Lambda refuses an event source mapping. */

/** A setting that is wrong by itself or together with others. HTTP 400 on AWS. */
export class InvalidParameterValueException extends Error {
  override name = "InvalidParameterValueException"
}

/** A setting outside of its range or its list of values. HTTP 400 on AWS. */
export class ValidationException extends Error {
  override name = "ValidationException"
}

/** The same function is mapped twice to the same source. HTTP 409 on AWS. */
export class ResourceConflictException extends Error {
  override name = "ResourceConflictException"
}
