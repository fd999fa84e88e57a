/** What only customers can get wrong. */
import { ConflictError } from "../shared/errors.ts"

/** Another customer has this email address. */
export class EmailTakenError extends ConflictError {
  override name = "EmailTakenError"
  constructor(email: string) {
    super(`Another customer has the email address ${email}.`, [
      { path: "email", message: `${email} is another customer's` },
    ])
  }
}

/** The customer is archived: kept for the bills that name them, and not to be changed. */
export class ArchivedError extends ConflictError {
  override name = "ArchivedError"
  constructor(id: string) {
    super(`The customer ${JSON.stringify(id)} is archived and cannot be changed.`)
  }
}
