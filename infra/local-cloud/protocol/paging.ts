/** Pages of a list whose items have an order; the token tells the last item that was given. */
import { AwsError } from "./aws-error.ts"

export type Page<Item> = { items: Item[]; next: { NextToken?: string } }

/** The first `limit` of the items that come after `token`; `keyOf` must give the order that `items` have. */
export function pageOf<Item>(
  items: Item[],
  { limit, token, keyOf }: { limit: number; token: string | undefined; keyOf: (item: Item) => string },
): Page<Item> {
  const after = token === undefined ? undefined : decode(token)
  const start = after === undefined ? 0 : items.findIndex(item => keyOf(item) > after)
  const rest = start < 0 ? [] : items.slice(start)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return { items: page, next: last && rest.length > page.length ? { NextToken: encode(keyOf(last)) } : {} }
}

function encode(key: string): string {
  return Buffer.from(`after:${key}`).toString("base64url")
}

function decode(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8")
  if (text.startsWith("after:")) return text.slice("after:".length)
  throw new AwsError("InvalidNextToken", "The specified token isn't valid.")
}
