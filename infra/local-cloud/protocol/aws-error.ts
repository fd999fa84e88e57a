/** The error that every embedded service throws; the protocol layers turn it into AWS's own shape. */

/** An error as AWS answers it: `code` is AWS's exception name, `members` are further fields of that exception. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  readonly members: Record<string, unknown>

  constructor(code: string, message: string, status = 400, members: Record<string, unknown> = {}) {
    super(message)
    this.name = "AwsError"
    this.code = code
    this.status = status
    this.members = members
  }
}
