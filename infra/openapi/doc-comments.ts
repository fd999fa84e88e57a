/** Descriptions out of the sources: the comments that stand over schemas and their properties. */

const schema =
  /(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\n)?export const (\w+) = ([\s\S]*?)(?=\n(?:\/\*\*|export |const |function |type )|$)/g
const property = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(\w+):/g

/** What a source says of its exported schemas, by name; and of their properties, by `schema.property`. */
export function docComments(source: string): Map<string, string> {
  const comments = new Map<string, string>()
  for (const [, comment, name, body = ""] of source.matchAll(schema)) {
    if (comment) comments.set(`${name}`, oneLine(comment))
    for (const [, ofProperty = "", propertyName] of body.matchAll(property)) {
      comments.set(`${name}.${propertyName}`, oneLine(ofProperty))
    }
  }
  return comments
}

/** Without what concerns the code only. */
const oneLine = (comment: string): string =>
  comment
    .replace(/; `\w+` is in minor units after parsing/, "")
    .replace(/^\s*\*\s?/gm, "")
    .replace(/\s+/g, " ")
    .trim()
