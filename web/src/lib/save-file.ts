/** Hands a text over as a file, as if it was downloaded. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = Object.assign(document.createElement("a"), { href: url, download: name })
  link.click()
  // The download has its own hold of the text once it began.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
