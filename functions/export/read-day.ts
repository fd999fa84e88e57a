/** A whole day as one CSV text, in the order of time, a minute at a time so that memory stays bounded. */
import { formatRows, headerLine } from "./csv.ts"
import { csvObjects, type ListedObject } from "./csv-objects.ts"
import { minuteOf } from "./object-name.ts"
import { compareRows } from "./row.ts"

/** Minutes that are read ahead of the one that is given out. A minute has up to 16 objects. */
const ahead = 8

/** The header, then the lines of each minute. `objects` are those of one day, in their order. */
export async function* readDay(objects: ListedObject[]): AsyncGenerator<string> {
  yield headerLine
  const minutes = Object.values(Object.groupBy(objects, ({ key }) => minuteOf(key)))
  const reading: Promise<string>[] = []
  for (const minute of minutes) {
    const lines = readMinute(minute ?? [])
    // Its failure is thrown where it is awaited; one before it may end the reading first.
    lines.catch(() => {})
    reading.push(lines)
    if (reading.length > ahead) yield (await reading.shift()) as string
  }
  for (const lines of reading) yield await lines
}

async function readMinute(objects: ListedObject[]): Promise<string> {
  const parts = await Promise.all(objects.map(({ key }) => csvObjects.rows(key)))
  return formatRows(parts.flat().sort(compareRows))
}
