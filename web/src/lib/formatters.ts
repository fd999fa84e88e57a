/** Intl's formatters, which are slow to make, kept by locale. */
import { currentLocale } from "./language.ts"

/** A function that gives the formatter of the locale in use, made by `make` the first time it is wanted. */
export function byLocale<Formatter>(make: (locale: string) => Formatter): () => Formatter {
  const made = new Map<string, Formatter>()
  return () => {
    const locale = currentLocale()
    const formatter = made.get(locale) ?? make(locale)
    made.set(locale, formatter)
    return formatter
  }
}
