import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { entriesOf, entryWrites, fold } from "./find-by-prefix.ts"
import { mostWrites } from "./transact.ts"

const thing = { id: "1", createdAt: "2026-01-02T03:04:05.000Z" }

describe("a text, as it is compared,", () => {
  it.each([
    ["Amélie  Rousseau ", "amelie rousseau"],
    ["ELİF YILMAZ", "elif yilmaz"],
    ["Yılmaz", "yilmaz"],
    ["Łukasz Ørsted", "lukasz orsted"],
    ["Straße", "strasse"],
    ["ﬁne", "fine"],
    ["Ｗｉｄｅ", "wide"],
    ["Ærø", "aero"],
    ["渡辺", "渡辺"],
  ])("%s is %s", (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it("is the same however often it is folded, and in whatever case it came", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), text => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zà-öø-ÿA-ZÀ-ÖØ-Þ ]*$/), text => {
        expect(fold(text.toUpperCase())).toBe(fold(text.toLowerCase()))
      }),
    )
  })
})

describe("the entries of a thing", () => {
  it("are one for each beginning of its words, with what is compared in each", () => {
    const entries = entriesOf(thing, { name: "Ada Lo", email: "ad@example.com" })

    expect(entries.map(({ collection, beginnings }) => [collection, beginnings])).toEqual([
      ["find#a", { name: ["ada lo"], email: ["ad@example.com"] }],
      ["find#ad", { name: ["ada lo"], email: ["ad@example.com"] }],
      ["find#ada", { name: ["ada lo"] }],
      ["find#l", { name: ["lo"] }],
      ["find#lo", { name: ["lo"] }],
      ["find#ad@", { email: ["ad@example.com"] }],
    ])
  })

  it("fit a transaction with all that goes and all that comes, whatever the names are", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 })
    fc.assert(
      fc.property(text, text, fc.emailAddress(), fc.emailAddress(), (before, after, from, to) => {
        const writes = entryWrites(
          "t",
          entriesOf(thing, { name: before, email: from }),
          entriesOf(thing, { name: after, email: to }),
        )
        expect(writes.length).toBeLessThanOrEqual(mostWrites - 3)
        const ids = writes.map(({ Put, Delete }) => Put?.Item?.id ?? Delete?.Key?.id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it("are not written again when nothing changed", () => {
    const entries = () => entriesOf(thing, { name: "Ada Lovelace" })

    expect(entryWrites("t", entries(), entries())).toEqual([])
  })
})
