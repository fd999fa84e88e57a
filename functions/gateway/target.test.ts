import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { targetOf } from "./target.ts"

const base = "http://demo.internal:8080/base"

describe("the target of a forwarded request", () => {
  it("is the path below the registered address, with its encoding kept", () => {
    const path = "/a%20b/caf%C3%A9/x%2Fy;v=1/@me/"

    const target = targetOf(base, path, null)

    expect(target.href).toBe(`${base}${path}`)
  })

  it("encodes what a platform has decoded, once", () => {
    const target = targetOf(base, "/a b/café/50%/what?#", null)

    expect(target.href).toBe(`${base}/a%20b/caf%C3%A9/50%25/what%3F%23`)
  })

  it("is the registered address itself when nothing follows the service's name", () => {
    expect(targetOf(base, "", null).href).toBe(base)
    expect(targetOf("http://demo.internal:8080", "", null).href).toBe("http://demo.internal:8080/")
    expect(targetOf("http://demo.internal:8080/", "/", null).href).toBe("http://demo.internal:8080/")
  })

  it("keeps every value of a query parameter, in order, and their special characters", () => {
    const target = targetOf(base, "/x", { tag: ["b", "a", "a&b=c"], "näme+": ["1 + 1 %"], empty: [""] })

    expect([...target.searchParams]).toEqual([
      ["tag", "b"],
      ["tag", "a"],
      ["tag", "a&b=c"],
      ["näme+", "1 + 1 %"],
      ["empty", ""],
    ])
  })

  it.each([
    "/..",
    "/../admin",
    "/a/../../admin",
    "/./x",
    "/%2e%2e/admin",
    "/.%2E/admin",
    "/%252e%252e/admin",
    "/..%2fadmin",
    "/..%5cadmin",
    "/..\\admin",
    "/..;/admin",
  ])("refuses %s, which some server reads as a path outside", path => {
    expect(() => targetOf(base, path, null)).toThrow(expect.objectContaining({ status: 400 }))
  })

  it("refuses a second leading slash where the registered address has no path", () => {
    expect(() => targetOf("http://demo.internal", "//evil.example/x", null)).toThrow(
      expect.objectContaining({ status: 400 }),
    )
  })

  it.each(["file:///etc/passwd", "ftp://demo.internal", "http://user:secret@demo.internal", "demo", ""])(
    "refuses the registered address %j",
    address => {
      expect(() => targetOf(address, "/x", null)).toThrow(expect.objectContaining({ reason: "unreachable" }))
    },
  )

  it("keeps the registered origin and path prefix, whatever the path and the query", () => {
    const nasty = fc.constantFrom(
      ..."/ \\ . .. %2e %2E %2f %5c %252e %00 : @ ? # // http: evil.example \t \n ; é 😀 \ud800 % a b"
        .split(" ")
        .concat(" "),
    )
    const path = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(nasty, { maxLength: 12 }).map(parts => parts.join("")),
    )
    const query = fc.dictionary(fc.string({ unit: "binary" }), fc.array(fc.string({ unit: "binary" })))
    const bases = fc.constantFrom(
      base,
      "http://demo.internal",
      "https://[::1]:9/a/b/",
      "http://127.0.0.1:1/x%20y",
    )

    fc.assert(
      fc.property(bases, path, fc.boolean(), query, (address, text, isEmpty, values) => {
        const registered = new URL(address)
        const prefix = registered.pathname.replace(/\/+$/, "")
        let target: URL
        try {
          target = targetOf(address, isEmpty ? "" : `/${text}`, values)
        } catch (error) {
          expect(error).toMatchObject({ status: 400 })
          return
        }
        // As it was made, and as a server reads the request line against its own address.
        const received = new URL(target.pathname + target.search, registered.origin)
        for (const { origin, pathname, hash, username } of [target, received]) {
          expect(origin).toBe(registered.origin)
          expect(pathname === prefix || pathname.startsWith(`${prefix}/`)).toBe(true)
          expect(hash + username).toBe("")
        }
        expect(target.pathname).not.toMatch(/(^|\/)(\.|%2e){1,2}(\/|$)/i)
      }),
      { numRuns: 5000 },
    )
  })
})
