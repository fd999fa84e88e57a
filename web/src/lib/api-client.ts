/** Requests to the API, which is on the app's own origin. Throws ApiError and UnreachableError; see problem.ts. */
import { reportReachable } from "./connection.ts"
import { nextCursor } from "./link-header.ts"
import { errorOf, UnreachableError } from "./problem.ts"

/** Values of a query string; what is undefined or empty is left out. */
export type Query = Record<string, string | number | undefined>

/** One page of a list, and the cursor of the next. */
export type Page<T> = { items: T[]; next?: string | undefined }

/** Which page of a list is wanted. */
export type PageRequest = { cursor?: string | undefined; limit?: number | undefined }

type Reading = { query?: Query; signal?: AbortSignal }

/** How a thing is to be made: `key` names the request, so that the API does it once however often it is sent. */
type Making = { key?: string | undefined }

/** Which version of a thing is meant; the API answers 412 when it is another by now. Without one, any. */
type Meaning = { version?: number | undefined }

/** Reads one thing. */
export const get = async <T>(path: string, { query, signal }: Reading = {}): Promise<T> =>
  (await send("GET", withQuery(path, query), { signal })).json()

/** Reads one page of a list. */
export async function getPage<T>(path: string, { query, signal }: Reading = {}): Promise<Page<T>> {
  const response = await send("GET", withQuery(path, query), { signal })
  return { items: await response.json(), next: nextCursor(response.headers.get("link")) }
}

/** Reads a file of this type, in a language. */
export const getFile = async (path: string, type: string, language: string): Promise<Blob> =>
  (
    await send("GET", path, {
      headers: { accept: `${type}, application/problem+json`, "accept-language": language },
    })
  ).blob()

/** Makes a thing, or starts something. */
export const post = async <T>(path: string, body?: unknown, { key }: Making = {}): Promise<T> =>
  (await send("POST", path, { body, headers: key === undefined ? {} : { "idempotency-key": key } })).json()

/** Replaces a thing. */
export const put = async <T>(path: string, body: unknown, meaning: Meaning = {}): Promise<T> =>
  (await send("PUT", path, { body, headers: ifMatch(meaning) })).json()

/** Deletes a thing, or stops something. */
export const remove = async (path: string, meaning: Meaning = {}): Promise<void> => {
  await send("DELETE", path, { headers: ifMatch(meaning) })
}

const ifMatch = ({ version }: Meaning): Record<string, string> =>
  version === undefined ? {} : { "if-match": `"${version}"` }

type Sending = {
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

async function send(
  method: string,
  path: string,
  { body, headers = {}, signal }: Sending,
): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: {
      accept: "application/json, application/problem+json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch(cause => {
    if (cause?.name === "AbortError") throw cause
    reportReachable(false)
    throw new UnreachableError({ cause })
  })
  if (response.ok) {
    reportReachable(true)
    return response
  }
  const error = await errorOf(response)
  reportReachable(!(error instanceof UnreachableError))
  throw error
}

function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "")
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text ? `${path}?${text}` : path
}
