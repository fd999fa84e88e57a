import { expect, it } from "vitest"
import { languageOf } from "./language.ts"

it.each([
  [undefined, "en"],
  ["", "en"],
  ["fr", "fr"],
  ["FR-ca", "fr"],
  ["de, fr;q=0.5", "fr"],
  ["en;q=0.3, fr;q=0.4", "fr"],
  ["fr;q=0.4, en;q=0.4", "fr"],
  ["en-GB,en;q=0.9,fr;q=0.8", "en"],
  ["fr;q=0, *", "en"],
  ["en;q=0, *;q=0.1", "fr"],
  ["fr;q=0", "en"],
  ["fr;q=nonsense, en;q=0.1", "en"],
  ["*", "en"],
  ["de, ja", "en"],
  ["french", "en"],
  [";;;,,,q=1", "en"],
])("Accept-Language %j gives %s", (header, language) => {
  expect(languageOf(header)).toBe(language)
})
