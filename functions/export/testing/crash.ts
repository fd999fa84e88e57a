/** Ends the work of this process at a chosen call to AWS. */

/** Any client of the SDK; their stacks differ in types only. */
type Client = { middlewareStack: { add: unknown; remove(name: string): boolean } }

type Next = (args: unknown) => Promise<unknown>
type Add = (middleware: (next: Next) => Next, options: { step: "initialize"; name: string }) => void

/**
 * From call number `n` (from 0) on, all calls of these clients fail, as those of a process that was killed never come
 * back. Call `n` itself is either not sent, or sent and its answer lost. Gives a function that ends this, and tells
 * whether the call was reached.
 */
export function crashAt(clients: Client[], n: number, when: "before" | "after"): () => boolean {
  let calls = 0
  const name = "crash"
  const middleware = (next: Next) => async (args: unknown) => {
    const call = calls++
    if (call < n) return next(args)
    if (call === n && when === "after") await next(args)
    throw Object.assign(new Error(`The process ended at call ${n}.`), { code: "ECONNRESET" })
  }
  for (const { middlewareStack } of clients) {
    const add = (middlewareStack.add as Add).bind(middlewareStack)
    add(middleware, { step: "initialize", name })
  }
  return () => {
    for (const { middlewareStack } of clients) middlewareStack.remove(name)
    return calls > n
  }
}
