/** A client of the running API, as a stranger would write one. */
import { inject } from "vitest"
import { faultOf } from "./described.ts"

export const system = inject("system")

/** What the cloud under test can do: tests that need more are skipped. */
export const can = inject("capabilities")

/** Hundreds of requests at once that write the same few things. */
export const canTakeMany = can.isolatedTransactions && can.steadyTransactions

export type Answer = { status: number; headers: Headers; body: any; text: string }

/**
 * Sends a request to the gateway; `body` goes as JSON unless it is a string. Throws when the answer is not as the
 * API's description has it.
 */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${system.apiUrl}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    redirect: "manual",
  })
  const text = await response.text()
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "")
  const answer = {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
    text,
  }
  const fault = faultOf(method, path, { ...answer, type: response.headers.get("content-type") })
  if (fault)
    throw new Error(
      `${fault}\nIf the endpoint is right, describe it (answers, media) and run npm run openapi.`,
    )
  return answer
}

export const get = (path: string, headers?: Record<string, string>) => call("GET", path, undefined, headers)
export const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  call("POST", path, body, headers)
export const put = (path: string, body: unknown, headers?: Record<string, string>) =>
  call("PUT", path, body, headers)
export const del = (path: string, headers?: Record<string, string>) =>
  call("DELETE", path, undefined, headers)

/** All pages of a list, following `Link`. */
export async function getAll(path: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  for (let next: string | undefined = path; next; ) {
    const answer: Answer = await get(next)
    if (answer.status !== 200) throw new Error(`GET ${next} answered ${answer.status}: ${answer.text}`)
    items.push(...answer.body)
    next = /<([^>]+)>;\s*rel="next"/.exec(answer.headers.get("link") ?? "")?.[1]
  }
  return items
}

/** Asks again until `isDone` is true for what `ask` gives; fails with the last answer after `seconds`. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isDone: (value: T) => boolean,
  seconds = 30,
): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const value = await ask()
    if (isDone(value)) return value
    if (Date.now() > end)
      throw new Error(`Not within ${seconds} s; last: ${JSON.stringify(value)?.slice(0, 2000)}`)
    await new Promise(resolve => setTimeout(resolve, 250))
  }
}

/** An address that no other customer has. */
export const newEmail = (): string => `${crypto.randomUUID()}@example.com`

/** A customer and a product of one's own. */
export async function makeCustomer(name = "Test Customer", email = newEmail()): Promise<string> {
  const { body } = await post("/customer-service/customers", { name, email })
  return body.id
}
export async function makeProduct(price: number | string = 10, name = "Test Product"): Promise<string> {
  const { body } = await post("/inventory-service/products", { name, price, quantity: 1000 })
  return body.id
}
