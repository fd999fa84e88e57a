/** The little XML that S3 speaks: elements out, and the few values that requests carry in. */

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
}
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

/** An element around text, which is escaped, or around elements; undefined gives nothing. */
export function element(name: string, content: string | number | boolean | Xml[] | undefined): Xml {
  if (content === undefined) return new Xml("")
  const inner = Array.isArray(content) ? content.map(each => each.text).join("") : escapeText(String(content))
  return new Xml(`<${name}>${inner}</${name}>`)
}

/** A whole document with S3's namespace. */
export function xmlDocument(root: string, content: Xml[]): string {
  const inner = content.map(each => each.text).join("")
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`
}

/** XML that is already well formed, so that it is not escaped again. */
export class Xml {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** The contents of every `<name>` in a request, in order, not decoded: they may hold elements themselves. */
export function elementsNamed(name: string, xml: string): string[] {
  return Array.from(
    xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "g")),
    match => match[1] ?? "",
  )
}

/** The text of the first `<name>` in a request. */
export function textOf(name: string, xml: string): string | undefined {
  const text = elementsNamed(name, xml)[0]
  return text?.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, entity) => {
    if (entity) return ENTITIES[entity] ?? whole
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal))
  })
}

function escapeText(text: string): string {
  return text.replace(/[&<>"\r]/g, character => ESCAPES[character] ?? character)
}
