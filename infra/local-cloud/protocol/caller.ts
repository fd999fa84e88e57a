/** Who calls, as far as an emulator cares: the region, from the credential scope of the signature. */
import type { IncomingMessage } from "node:http"

/** The account that every ARN of the embedded cloud carries, as LocalStack's do. */
export const ACCOUNT_ID = "000000000000"

const DEFAULT_REGION = "us-east-1"

// AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, in the header or in a presigned URL
const CREDENTIAL_SCOPE =
  /Credential=[^/]+(?:\/|%2F)\d{8}(?:\/|%2F)([\w-]+)(?:\/|%2F)([\w-]+)(?:\/|%2F)aws4_request/i

/** Region and service that the request was signed for; signatures themselves are not checked. */
export function credentialScope(request: IncomingMessage): { region: string; service: string | undefined } {
  const match = CREDENTIAL_SCOPE.exec(request.headers.authorization ?? request.url ?? "")
  return { region: match?.[1] ?? DEFAULT_REGION, service: match?.[2] }
}
