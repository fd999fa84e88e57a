import { describe, expect, it, vi } from "vitest"
import { BusyError } from "./errors.ts"
import { untilWritten } from "./transact.ts"

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe("writing until it is written", () => {
  it("tries again while somebody else is faster, and gives what was written", async () => {
    let tries = 0

    expect(await untilWritten("a thing", async () => (++tries < 5 ? undefined : "written"))).toBe("written")
    expect(tries).toBe(5)
  })

  it("lets writers of one thing take turns, and writers of others pass", async () => {
    const log: string[] = []
    const write = (what: string, name: string, ms: number) =>
      untilWritten(what, async () => {
        log.push(`${name} begins`)
        await pause(ms)
        log.push(`${name} ends`)
        if (name === "second") throw new Error("refused")
        return true
      })

    const all = [
      write("a", "first", 30),
      write("a", "second", 10),
      write("a", "third", 0),
      write("b", "other", 0),
    ]
    const ends = await Promise.allSettled(all)

    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"])
    expect(log.filter(line => !line.startsWith("other"))).toEqual([
      "first begins",
      "first ends",
      "second begins",
      "second ends",
      "third begins",
      "third ends",
    ])
    expect(log.indexOf("other ends")).toBeLessThan(log.indexOf("first ends"))
  })

  it("ends with a BusyError when it never gets through, after 10 seconds", async () => {
    vi.useFakeTimers()
    try {
      const start = Date.now()
      const outcome = untilWritten("a thing", async () => undefined).catch(error => error)

      await vi.advanceTimersByTimeAsync(12_000)

      expect(await outcome).toBeInstanceOf(BusyError)
      expect(Date.now() - start).toBe(12_000)
    } finally {
      vi.useRealTimers()
    }
  })
})
