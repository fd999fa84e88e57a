/** A bill as a document. The document service prints it; its answer is handed on, so that one address has both. */
import { NotFoundError, UpstreamError } from "../shared/errors.ts"
import type { Answer } from "../shared/http/endpoint.ts"
import { serviceClient } from "../shared/service-client.ts"

// Three tries of it stay within this Lambda's own 29 seconds.
const documents = serviceClient("document-service", { timeoutMs: 8000 })

const handedOn = ["content-type", "content-disposition", "content-language", "cache-control", "vary"]

/**
 * The answer for a file such as `1.pdf`, in the language that `acceptLanguage` asks for. Throws a NotFoundError when
 * there is no such bill and an UpstreamError when the document service does not print it.
 */
export async function billDocument(file: string, acceptLanguage: string | undefined): Promise<Answer> {
  const answer = await documents.get(`/bills/${encodeURIComponent(file)}`, {
    accept: "application/pdf",
    ...(acceptLanguage === undefined ? {} : { "accept-language": acceptLanguage }),
  })
  if (answer.status === 404) throw new NotFoundError("bill", file.replace(/\.pdf$/, ""))
  if (answer.status !== 200 || !(answer.body instanceof Uint8Array)) {
    throw new UpstreamError("unreachable", `document-service answered ${answer.status} and no document.`)
  }
  const headers = handedOn.flatMap(name => {
    const value = answer.headers.get(name)
    return value === null ? [] : [[name, value]]
  })
  return { status: 200, headers: Object.fromEntries(headers), body: answer.body }
}
