/** Asks one instance how it is. */
import { correlationHeader, correlationId } from "../shared/correlation.ts"

/** What a check saw, and how long the answer took. */
export type Sighting = { isUp: boolean; responseMs: number }

// It answers, but offers no health of its own: a plain web server may be registered too.
const withoutHealth = [404, 405]

/** Calls `<url>/health`. An instance is up when it answers in time, and not with an error. Never throws. */
export async function checkInstance(url: string, timeoutMs: number): Promise<Sighting> {
  const start = performance.now()
  const isUp = await fetch(`${url}/health`, {
    headers: { accept: "application/json", [correlationHeader]: correlationId() ?? "" },
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  }).then(
    async response => {
      await response.body?.cancel()
      return response.ok || withoutHealth.includes(response.status)
    },
    () => false,
  )
  return { isUp, responseMs: Math.round(performance.now() - start) }
}
