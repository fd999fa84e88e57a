/** Why records are in quarantine, in words, and their bytes as people read them. */
import { t } from "i18next"
import type { Repair } from "./types.ts"

const reasons = {
  "too-long": () => t("quarantine:tooLong"),
  "not-utf8": () => t("quarantine:notUtf8"),
  "not-json": () => t("quarantine:notJson"),
  "not-an-invoice": () => t("quarantine:notAnInvoice"),
}

/** Why a record is here: in words where they are known, else as the API names it. */
export function reasonWords(reason: string): string {
  const [, consumer] = /^refused-by-(.+)$/.exec(reason) ?? []
  if (consumer) return t("quarantine:refusedBy", { consumer })
  return reasons[reason as keyof typeof reasons]?.() ?? reason
}

/** Bytes that are shown at most: a screen holds no more, and a record has up to a megabyte. */
export const mostBytes = 4096

const rowLength = 16

/** The first bytes of a record in rows of 16: where the row begins, its bytes, and what of them is readable. */
export function hexRows(base64: string): { offset: string; hex: string; text: string }[] {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0)).subarray(0, mostBytes)
  return Array.from({ length: Math.ceil(bytes.length / rowLength) }, (_, row) => {
    const part = [...bytes.subarray(row * rowLength, (row + 1) * rowLength)]
    return {
      offset: (row * rowLength).toString(16).padStart(4, "0"),
      hex: part.map(byte => byte.toString(16).padStart(2, "0")).join(" "),
      text: part.map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join(""),
    }
  })
}

/** What is sent: the text only where it was changed, so that bytes that are no text stay as they are. */
export const toRepair = (original: string | null, edited: string): Repair =>
  edited === (original ?? "") ? {} : { data: edited, encoding: "text" }
