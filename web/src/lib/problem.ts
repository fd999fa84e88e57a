/** What the API answers when it does not do what was asked (RFC 9457), and what is thrown for it. */

import { t } from "i18next"

/** One fault of an input: `productItems.0.quantity`, "must be at least 1". */
export type Fault = { path: string; message: string }

/** The API refused or failed. `message` is the problem's detail, meant for people. */
export class ApiError extends Error {
  override name = "ApiError"
  readonly status: number
  readonly title: string
  readonly faults: Fault[]
  constructor(status: number, title: string, detail: string, faults: Fault[]) {
    super(detail)
    this.status = status
    this.title = title
    this.faults = faults
  }
}

/** Nothing that speaks for the API answered: no network, or a gateway with nobody behind it. */
export class UnreachableError extends Error {
  override name = "UnreachableError"
  constructor(options?: ErrorOptions) {
    super(t("lib:unreachable"), options)
  }
}

/** Reads an answer that is no success. Gives an ApiError, or an UnreachableError when a gateway speaks. */
export async function errorOf(response: Response): Promise<ApiError | UnreachableError> {
  const said = await readProblem(response)
  if (!said && response.status >= 502 && response.status <= 504) return new UnreachableError()
  const title = said?.title ?? (response.statusText || t("lib:error"))
  const detail = said?.detail ?? said?.title ?? t("lib:status", { status: response.status })
  return new ApiError(response.status, title, detail, said?.errors ?? [])
}

type Problem = { title?: string; detail?: string; errors?: Fault[] }

async function readProblem(response: Response): Promise<Problem | undefined> {
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return undefined
  return response.json().catch(() => undefined)
}

/** Whether the API refused a change because the thing is not in the version any more that the change was meant for. */
export const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 412
