/** Runs something that can be aborted, for a limited time. */

/** Runs `work` with a signal that fires with `signal` or after `ms`; `isOver` tells whether time ran out. */
export async function withTimeLimit<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (limited: AbortSignal, isOver: () => boolean) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  let isOver = false
  const abort = () => controller.abort()
  const timer = setTimeout(() => {
    isOver = true
    abort()
  }, ms)
  if (signal?.aborted) abort()
  signal?.addEventListener("abort", abort, { once: true })
  try {
    return await work(controller.signal, () => isOver)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener("abort", abort)
  }
}
