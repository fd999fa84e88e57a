import { expect, test } from "vitest"
import { nextCursor, parseLinkHeader } from "./link-header.ts"

test("the next page's cursor is read from the link the API gives", () => {
  const header = '</billing-service/bills?limit=50&cursor=MjAyNi0x>; rel="next"'

  expect(nextCursor(header)).toBe("MjAyNi0x")
})

test("the last page has no next cursor", () => {
  expect(nextCursor(null)).toBeUndefined()
  expect(nextCursor('</bills?cursor=a>; rel="prev"')).toBeUndefined()
})

test("an absolute address is read as a relative one is", () => {
  expect(nextCursor("<https://api.example.com/prod/bills?cursor=x%3D>; rel=next")).toBe("x=")
})

test("several links are told apart, whatever other parameters they have", () => {
  const links = parseLinkHeader('</a?x=1,2>; title="first"; rel="prev first", </b>; REL=Next')

  expect(links).toEqual({ prev: "/a?x=1,2", first: "/a?x=1,2", next: "/b" })
})

test("what is no link header gives no links", () => {
  expect(parseLinkHeader("nonsense")).toEqual({})
  expect(parseLinkHeader("</a>")).toEqual({})
})
