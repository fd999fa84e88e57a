/** The language of the app, and the locale by which it writes amounts and dates. */
import i18next from "i18next"
import { useSyncExternalStore } from "react"

export const languages = ["en", "fr"] as const
export type Language = (typeof languages)[number]

/** A catalogue in another language: the same keys, and nothing missing. */
export type Translation<Texts> = { [Key in keyof Texts]: string }

const storageKey = "facturo-language"

const isLanguage = (text: unknown): text is Language => languages.some(language => language === text)

/** The language to begin with: the one that was chosen here before, else the first of the browser's that there is. */
export function firstLanguage(
  preferred: readonly string[] = navigator.languages,
  remembered: string | null = globalThis.localStorage?.getItem(storageKey) ?? null,
): Language {
  if (isLanguage(remembered)) return remembered
  return preferred.map(tag => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en"
}

/** Keeps a choice for the next visit. */
export const rememberLanguage = (language: Language): void => localStorage.setItem(storageKey, language)

/** The browser's own variant of a language (`fr-CH`), for its amounts and dates; else the language as such. */
export const localeOf = (language: Language, preferred: readonly string[] = navigator.languages): string =>
  preferred.find(tag => tag.toLowerCase().startsWith(`${language}-`)) ??
  (language === "en" ? "en-GB" : language)

/** The locale in use: `fr-CH`. */
export const currentLocale = (): string => i18next.language ?? "en-GB"

/** The language in use. */
export const currentLanguage = (): Language => (currentLocale().startsWith("fr") ? "fr" : "en")

/** The language in use, for a component: whatever it draws is drawn again in another language when that is chosen. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguageChange, currentLanguage)

function onLanguageChange(listener: () => void): () => void {
  i18next.on("languageChanged", listener)
  return () => i18next.off("languageChanged", listener)
}
