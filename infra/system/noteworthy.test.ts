import { expect, it } from "vitest"
import { noteworthy } from "./noteworthy.ts"

it("shows a warning or an error as one line, with its reason and what it belongs to", () => {
  const line = {
    level: "ERROR",
    time: "2026-11-22T10:11:12.131Z",
    service: "billing-service",
    message: "request failed",
    error: { message: "no table", stack: "…" },
    correlationId: "c1",
  }

  expect(noteworthy(JSON.stringify(line))).toBe(
    "10:11:12 error billing-service: request failed: no table [c1]",
  )
})

it.each(["", "plain text", "{ broken", '{"level":"INFO","message":"done"}'])("is quiet about %j", line => {
  expect(noteworthy(line)).toBeUndefined()
})
