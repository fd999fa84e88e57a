/** STS, query protocol: GetCallerIdentity only, because the AWS CLI and the framework ask who they are. */
import { randomUUID } from "node:crypto"
import { ACCOUNT_ID } from "../protocol/caller.ts"
import { type RequestHandler, readBody, sendBody } from "../protocol/http.ts"

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"

/** Answers every caller as the root user of the embedded account. */
export const handleSts: RequestHandler = async (request, response) => {
  const form = new URLSearchParams((await readBody(request)).toString("utf8"))
  const action = form.get("Action") ?? new URL(request.url ?? "/", "http://sts").searchParams.get("Action")
  if (action === "GetCallerIdentity") return sendXml(response, 200, callerIdentity())
  sendXml(response, 400, unknownAction(action))
}

function callerIdentity(): string {
  return `<GetCallerIdentityResponse xmlns="${NAMESPACE}"><GetCallerIdentityResult><Arn>arn:aws:iam::${ACCOUNT_ID}:root</Arn><UserId>${ACCOUNT_ID}</UserId><Account>${ACCOUNT_ID}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
}

function unknownAction(action: string | null): string {
  const message = `STS here has no operation ${(action ?? "").replace(/[^\w]/g, "")}. It has: GetCallerIdentity.`
  return `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`
}

function sendXml(response: Parameters<RequestHandler>[1], status: number, xml: string): void {
  sendBody(response, status, { "content-type": "text/xml" }, xml)
}
