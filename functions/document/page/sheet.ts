/** The paper: its measures and colours, and the document that is drawn on. Lengths are points, 72 an inch. */
import PDFDocument from "pdfkit"
import { fonts } from "../fonts.ts"

/** A4. */
const width = 595.28
const height = 841.89

/** Where things may stand: `bottom` is the last point above the foot of the page. */
export const area = { left: 50, right: width - 50, top: 50, bottom: height - 86, width: width - 100 }
export const paper = { width, height }

export const colours = {
  text: "#1f2933",
  muted: "#616e7c",
  line: "#cbd2d9",
  head: "#f0f4f8",
  accent: "#1c4e80",
}

export const sizes = { small: 8, text: 9, lead: 11, title: 22 }

export type Sheet = PDFKit.PDFDocument

/** What a reader's list of documents shows. */
export type About = { title: string; author: string; language: string; made: Date }

/** An empty document. Its pages are kept until its end, because each names the number of them all. */
export function newSheet({ title, author, language, made }: About): Sheet {
  const sheet = new PDFDocument({
    size: "A4",
    // Nothing flows from page to page by itself: what is drawn decides where it stands.
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    pdfVersion: "1.7",
    // None of the standard fonts, whose letters end at Latin 1.
    font: null as never,
    info: {
      Title: title,
      Author: author,
      Creator: "Facturo",
      Producer: "Facturo",
      CreationDate: made,
      ModDate: made,
    },
  })
  sheet.registerFont("regular", fonts.regular as never)
  sheet.registerFont("bold", fonts.bold as never)
  return sheet.font("regular")
}

/** Text at a place, in one of our fonts; gives the point below it. Wraps at `width`. */
export function write(
  sheet: Sheet,
  text: string,
  at: { x: number; y: number; width: number },
  style: {
    size?: number
    font?: "regular" | "bold"
    colour?: string
    align?: "left" | "right" | "center"
  } = {},
): number {
  const { size = sizes.text, font = "regular", colour = colours.text, align = "left" } = style
  sheet.font(font).fontSize(size).fillColor(colour)
  const shown = printable(text)
  const options = { width: at.width, align, ...featuresFor(shown) }
  sheet.text(shown, at.x, at.y, options)
  return at.y + sheet.heightOfString(shown, options)
}

/** How high a text will be, in points. */
export function heightOf(sheet: Sheet, text: string, width: number, size: number = sizes.text): number {
  const shown = printable(text)
  return sheet
    .font("regular")
    .fontSize(size)
    .heightOfString(shown, { width, ...featuresFor(shown) })
}

/** A thin line across. */
export function rule(sheet: Sheet, y: number, from: number = area.left, colour: string = colours.line): void {
  sheet.moveTo(from, y).lineTo(area.right, y).lineWidth(0.5).strokeColor(colour).stroke()
}

/** Letters with their accents as one character, as fonts have them, and no control characters but line breaks. */
const printable = (text: string): string => text.normalize("NFC").replace(/[^\P{C}\n]/gu, " ")

/**
 * The font takes some letters apart into base and accent: who copies "ị" would get "i" and no letter. Where those may
 * be, that is turned off; not everywhere, because PDFKit measures a text with features of its own anew each time.
 */
const featuresFor = (text: string) =>
  /[ǹ\u1e00-\u1eff]/.test(text) ? { features: { ccmp: false } as never } : {}
