import type { APIGatewayProxyEvent } from "aws-lambda"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ValidationError } from "../errors.ts"
import { fromCursor, pageAnswer, toCursor } from "./page.ts"

describe("a cursor", () => {
  it("gives the position back that it was made of", () => {
    const times = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    const ids = fc.string({ minLength: 1, maxLength: 64 }).filter(id => id.isWellFormed())
    fc.assert(
      fc.property(times, ids, (time, id) => {
        const position = `${time.toISOString()}#${id}`
        expect(fromCursor(toCursor(position))).toBe(position)
      }),
    )
  })

  it("that this list never gave out is refused, and named", () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(() => fromCursor(text)).toThrow(ValidationError)
      }),
    )
  })
})

describe("a page with more after it", () => {
  it.each([
    ["without a query", null, "/things?cursor=next"],
    ["with one", { limit: "2", cursor: "before" }, "/things?limit=2&cursor=next"],
  ])("links to the next %s", (_, queryStringParameters, address) => {
    const event = { path: "/things", queryStringParameters } as APIGatewayProxyEvent

    const answer = pageAnswer({ items: [], next: "next" }, event)

    expect(answer.headers?.link).toBe(`<${address}>; rel="next"`)
  })
})
