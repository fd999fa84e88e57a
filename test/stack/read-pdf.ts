/** Reads the text of a PDF back, as somebody who searches or copies it gets it. */
import { extractText, getDocumentProxy } from "unpdf"

/** The pages' texts. Any run of white space, as French puts between digits, is one space. */
export async function readPdf(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  await document.destroy()
  return text.map(plain)
}

/** The same for a text that is looked for. */
export const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim()

/** The XML that a PDF carries under this name; undefined when it carries none. */
export async function xmlIn(bytes: Uint8Array, name = "factur-x.xml"): Promise<string | undefined> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const attachments: Record<string, { content: Uint8Array }> | null = await document.getAttachments()
  await document.destroy()
  return attachments?.[name] && new TextDecoder().decode(attachments[name].content)
}
