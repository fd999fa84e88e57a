/** Hands things over as files, as if they were downloaded. */

/** A text of this type, `text/csv`. */
export const saveFile = (name: string, type: string, text: string): void =>
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }))

/** What was downloaded already. */
export function saveBlob(name: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement("a"), { href: url, download: name })
  link.click()
  // The download has its own hold of it once it began.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
