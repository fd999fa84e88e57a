/**
 * Finding things by how a text of theirs begins, newest first, in pages, without reading all of them. For the first
 * one, two and three letters of each word in the text the thing has an entry in the table, as an item of its own
 * whose partition in the index of lists is named by those letters. What is longer than three letters is compared
 * within that partition. So a page of a search costs what a page of a list does, newest first, and things are spread
 * over as many partitions as their names have beginnings.
 */
import { type Page, toCursor } from "./http/page.ts"
import { type Index, positionOf, queryNewestFirst } from "./newest-first.ts"
import type { Write } from "./transact.ts"

/** Letters of a partition's name. More would make more entries, fewer would make longer partitions. */
const letters = 3

/** Words of a text by which it is found; those after them do not count. */
const words = 8

/** Items read at once where only some of them may match. */
const step = 100

/** By which field a thing is found, and by which texts in it, as they are compared. */
type Beginnings = Record<string, string[]>

/** An entry's item. `owner` is the id of the thing that it stands for. */
export type Entry = {
  id: string
  kind: "find"
  collection: string
  position: string
  owner: string
  beginnings: Beginnings
}

// Letters that Unicode does not take apart into a letter and a mark.
const plain: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
}

/** A text as it is compared: without accents, without regard to case, with single spaces. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    // İ becomes i and a mark only here.
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøłđðþı]/g, letter => plain[letter] as string)
    .replace(/\s+/g, " ")
    .trim()

/** The entries of a thing that is to be found by these fields. Those of unchanged fields are the same again. */
export function entriesOf(thing: { id: string; createdAt: string }, fields: Record<string, string>): Entry[] {
  const byPartition = new Map<string, Beginnings>()
  for (const [field, text] of Object.entries(fields)) {
    for (const beginning of beginningsIn(fold(text))) {
      for (const partition of new Set(shortened(beginning))) {
        const entry = byPartition.get(partition) ?? {}
        entry[field] = [...(entry[field] ?? []), beginning]
        byPartition.set(partition, entry)
      }
    }
  }
  return [...byPartition].map(([partition, beginnings]) => ({
    id: `find#${partition}#${thing.id}`,
    kind: "find",
    collection: collectionOf(partition),
    position: positionOf(thing),
    owner: thing.id,
    beginnings,
  }))
}

/** The text from each of its words on: "Ada Lovelace" is found by "ada l" and by "love". */
const beginningsIn = (text: string): string[] =>
  [...text.matchAll(/(?<=^|[\s-])[^\s-]/gu)].slice(0, words).map(({ index }) => text.slice(index))

/** Its first letter, first two and first three. */
const shortened = (beginning: string): string[] =>
  Array.from({ length: letters }, (_, n) => [...beginning].slice(0, n + 1).join(""))

const collectionOf = (partition: string): string => `find#${partition}`

/** The writes that turn a thing's entries into others. At most 48 for each field. */
export function entryWrites(table: string, before: Entry[], after: Entry[]): Write[] {
  const [old, wanted] = [new Map(before.map(e => [e.id, e])), new Map(after.map(e => [e.id, e]))]
  const gone = before.filter(({ id }) => !wanted.has(id))
  const changed = after.filter(entry => JSON.stringify(entry) !== JSON.stringify(old.get(entry.id)))
  return [
    ...gone.map(({ id }) => ({ Delete: { TableName: table, Key: { id } } })),
    ...changed.map(entry => ({ Put: { TableName: table, Item: entry } })),
  ]
}

/** One page of the ids of what is found by this beginning, newest first; in any field, or in the one named. */
export async function queryByPrefix(
  index: Index,
  { text, field }: { text: string; field?: string | undefined },
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<string>> {
  const wanted = fold(text)
  const partition = [...wanted].slice(0, letters).join("")
  const found: Entry[] = []
  let { cursor } = page
  do {
    const { items, next } = await queryNewestFirst(index, [collectionOf(partition)], {
      limit: Math.max(step, page.limit),
      cursor,
    })
    found.push(...(items as Entry[]).filter(entry => isFound(entry, wanted, field)))
    cursor = next
  } while (cursor && found.length <= page.limit)
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  const owners = items.map(({ owner }) => owner)
  return found.length > page.limit && last
    ? { items: owners, next: toCursor(last.position) }
    : { items: owners }
}

function isFound({ beginnings }: Entry, wanted: string, field: string | undefined): boolean {
  const candidates = field === undefined ? Object.values(beginnings).flat() : (beginnings[field] ?? [])
  return candidates.some(beginning => beginning.startsWith(wanted))
}
