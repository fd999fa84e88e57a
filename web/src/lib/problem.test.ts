import "../testing/english.ts"
import { expect, test } from "vitest"
import { ApiError, errorOf, UnreachableError } from "./problem.ts"

const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json" } })

test("a problem's own words and faults are kept", async () => {
  const errors = [{ path: "email", message: "must be an email address" }]

  const error = await errorOf(problem(422, { title: "Validation failed", detail: "email: …", errors }))

  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    status: 422,
    title: "Validation failed",
    message: "email: …",
    faults: errors,
  })
})

test("a service that says itself that another one is away can be reached", async () => {
  const error = await errorOf(problem(502, { title: "Bad gateway", detail: "The inventory is away." }))

  expect(error).toMatchObject({ status: 502, message: "The inventory is away." })
})

test("a gateway with nobody behind it means that the API cannot be reached", async () => {
  for (const status of [502, 503, 504]) {
    expect(await errorOf(new Response("Bad Gateway", { status }))).toBeInstanceOf(UnreachableError)
  }
})

test("an answer that explains nothing is told by its status", async () => {
  const error = await errorOf(new Response("<html>", { status: 500 }))

  expect(error.message).toBe("The API answered with status 500.")
})

test("a problem that breaks off is told by its status", async () => {
  const broken = new Response("{", {
    status: 404,
    headers: { "content-type": "application/problem+json" },
  })

  expect(await errorOf(broken)).toMatchObject({ status: 404, faults: [] })
})
