import { t } from "i18next"
import { afterAll, expect, test } from "vitest"
import { formatDuration, formatTime } from "../../lib/dates.ts"
import { firstLanguage, localeOf } from "../../lib/language.ts"
import { formatAmount } from "../../lib/money.ts"
import { formatShare } from "../../lib/numbers.ts"
import { speak } from "./speak.ts"

afterAll(() => speak("en"))

test("the first of the browser's languages that the app speaks is the one to begin with", () => {
  expect(firstLanguage(["de-DE", "fr-CH", "en"], null)).toBe("fr")
  expect(firstLanguage(["de-DE"], null)).toBe("en")
  expect(firstLanguage([], null)).toBe("en")
})

test("a choice that was made before comes first, unless the app does not know it", () => {
  expect(firstLanguage(["fr-FR"], "en")).toBe("en")
  expect(firstLanguage(["fr-FR"], "tlh")).toBe("fr")
})

test("amounts and dates follow the browser's variant of the language", () => {
  expect(localeOf("en", ["fr-FR", "en-US"])).toBe("en-US")
  expect(localeOf("fr", ["en-US"])).toBe("fr")
})

test("texts, plurals, amounts and shares are those of the language that was chosen last", async () => {
  await speak("en")
  const before = [t("products:pieces", { count: 1 }), t("products:pieces", { count: 0 }), formatShare(0.3)]
  await speak("fr")
  const after = [t("products:pieces", { count: 1 }), t("products:pieces", { count: 0 }), formatShare(0.3)]

  expect(before).toEqual(["1 piece in stock", "0 pieces in stock", "30%"])
  expect(after).toEqual(["1 pièce en stock", "0 pièce en stock", "30\u00a0%"])
  expect(formatAmount(1234.5, "EUR")).toBe("1\u202f234,50\u00a0€")
  expect(formatDuration(4230)).toBe("4,2 s")
  expect(formatTime("2026-11-22T12:00:00.000Z")).toMatch(/^\d\d:00:00$/)
})

test("a whole million is counted in French too", async () => {
  await speak("fr")

  expect(t("products:pieces", { count: 1_000_000 })).toBe("1\u202f000\u202f000 pièces en stock")
})
