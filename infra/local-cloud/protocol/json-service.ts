/** AWS JSON 1.0 and 1.1: one POST, the operation in X-Amz-Target, JSON in and out, errors named in `__type`. */
import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { AwsError } from "./aws-error.ts"
import { credentialScope } from "./caller.ts"
import { type RequestHandler, readBody, sendBody } from "./http.ts"

export type CallContext = { region: string }

/** One operation: the request's JSON in, the answer's JSON out (times are epoch seconds), or an AwsError. */
export type JsonOperation<Input = never> = (input: Input, context: CallContext) => object | undefined

export type JsonService = { name: string; contentType: string; operations: Record<string, JsonOperation> }

/** Serves a table of operations. One that is not in the table is refused with the names of those that are. */
export function jsonService(service: JsonService): RequestHandler {
  return async (request, response) => {
    try {
      const operation = findOperation(service, operationName(request))
      const input = parseInput(await readBody(request))
      const output = operation(input as never, { region: credentialScope(request).region })
      sendJson(response, 200, service.contentType, output ?? {})
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      sendJsonError(response, service.contentType, error)
    }
  }
}

/** The operation that a request asks for: what follows the dot in X-Amz-Target. */
export function operationName(request: IncomingMessage): string {
  const target = String(request.headers["x-amz-target"] ?? "")
  return target.slice(target.lastIndexOf(".") + 1)
}

/** Answers in AWS's error shape, with the header that some clients read in place of the body. */
export function sendJsonError(response: ServerResponse, contentType: string, error: AwsError): void {
  response.setHeader("x-amzn-errortype", error.code)
  sendJson(response, error.status, contentType, {
    __type: error.code,
    message: error.message,
    ...error.members,
  })
}

/** Throws the ValidationException that AWS answers with when a required member is missing. */
export function requireMembers(input: object, names: string[], code = "ValidationException"): void {
  for (const name of names) {
    const value = (input as Record<string, unknown>)[name]
    if (value === undefined || value === null || value === "") {
      throw new AwsError(
        code,
        `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
      )
    }
  }
}

function sendJson(response: ServerResponse, status: number, contentType: string, output: object): void {
  const headers = { "content-type": contentType, "x-amzn-requestid": randomUUID() }
  sendBody(response, status, headers, JSON.stringify(output))
}

function findOperation(service: JsonService, name: string): JsonOperation {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined
  if (operation) return operation
  const known = Object.keys(service.operations).join(", ")
  throw new AwsError(
    "UnknownOperationException",
    `${service.name} here has no operation ${name}. It has: ${known}.`,
  )
}

function parseInput(body: Buffer): object {
  try {
    const input: unknown = body.length === 0 ? {} : JSON.parse(body.toString("utf8"))
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input
  } catch {}
  throw new AwsError("SerializationException", "The request body is not a JSON object.")
}
