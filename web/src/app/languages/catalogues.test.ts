import { expect, test } from "vitest"
import { texts as en } from "./en.ts"
import { texts as fr } from "./fr.ts"

type Catalogues = Record<string, Record<string, string>>

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*([^},\s]+)/g)].map(([, name]) => name).toSorted()

const outline = (catalogues: Catalogues) =>
  Object.fromEntries(
    Object.entries(catalogues).map(([feature, catalogue]) => [
      feature,
      Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, placeholders(text)])),
    ]),
  )

test("both languages have the same texts, with the same placeholders", () => {
  expect(outline(fr)).toEqual(outline(en))
})

test("no text is empty or has spaces around it", () => {
  const odd = [en, fr].flatMap((catalogues: Catalogues) =>
    Object.values(catalogues).flatMap(catalogue =>
      Object.values(catalogue).filter(text => text.trim() === "" || text.trim() !== text),
    ),
  )

  expect(odd).toEqual([])
})

test("French has what French typography asks for: its own apostrophe, and a space before a colon", () => {
  const odd = Object.values(fr as Catalogues).flatMap(catalogue =>
    Object.values(catalogue).filter(text => /'/.test(text) || /\p{L}[:;?!](\s|$)/u.test(text)),
  )

  expect(odd).toEqual([])
})
