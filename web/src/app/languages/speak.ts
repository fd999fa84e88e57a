/** Brings the texts of a language, and only of that one, and makes the app speak it. */
import i18next from "i18next"
import { type Language, localeOf } from "../../lib/language.ts"

const catalogues = {
  en: () => import("./en.ts"),
  fr: () => import("./fr.ts"),
} satisfies Record<Language, () => Promise<{ texts: Record<string, Record<string, string>> }>>

/** Resolves when every text is there in this language. Rejects, and changes nothing, when they cannot be loaded. */
export async function speak(language: Language): Promise<void> {
  const { texts } = await catalogues[language]()
  if (!i18next.isInitialized) await begin()
  for (const [feature, catalogue] of Object.entries(texts)) {
    i18next.addResourceBundle(language, feature, withLargeNumbers(catalogue))
  }
  await i18next.changeLanguage(localeOf(language))
  if (typeof document !== "undefined") document.documentElement.lang = language
}

const begin = () =>
  i18next.init({
    resources: {},
    load: "languageOnly",
    fallbackLng: false,
    // React escapes whatever it shows.
    interpolation: { escapeValue: false },
  })

/** French has a form of its own for whole millions; it is the one for many unless the catalogue has another. */
const withLargeNumbers = (catalogue: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(catalogue)
      .filter(([key]) => key.endsWith("_other"))
      .map(([key, text]) => [key.replace(/_other$/, "_many"), text]),
  ),
  ...catalogue,
})
