/** The language of a document, by the reader's `Accept-Language`. */

export const languages = ["en", "fr"] as const
export type Language = (typeof languages)[number]

/**
 * The language that the header prefers (RFC 9110, 12.5.4): the highest quality wins, the earlier of two that are
 * alike; `fr-CA` is French. English where it names none of ours.
 */
export function languageOf(header: string | undefined): Language {
  const ranges = (header ?? "").split(",").map(readRange)
  const known = ranges.filter(({ tag, quality }) => quality > 0 && (tag === "*" || isLanguage(tag)))
  const best = known.toSorted((a, b) => b.quality - a.quality)[0]?.tag
  if (best !== "*") return isLanguage(best) ? best : "en"
  // Any will do, but those that were named with a quality of their own, perhaps 0.
  return languages.find(language => !ranges.some(({ tag }) => tag === language)) ?? "en"
}

function readRange(text: string): { tag: string; quality: number } {
  const [range = "", ...parameters] = text.split(";").map(part => part.trim().toLowerCase())
  const weight = parameters.find(parameter => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, "")
  const quality = weight === undefined ? 1 : Number(weight)
  const isQuality = quality >= 0 && quality <= 1
  return { tag: range.split("-")[0] ?? "", quality: isQuality ? quality : 0 }
}

const isLanguage = (tag: string | undefined): tag is Language => languages.includes(tag as Language)
