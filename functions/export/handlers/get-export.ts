/** GET /export-service/exports/{file} */
import { NotFoundError } from "../../shared/errors.ts"
import { type Answer, endpoint } from "../../shared/http/endpoint.ts"
import { csvObjects, csvType, type ListedObject } from "../csv-objects.ts"
import { addressOfJoinedDay } from "../joined-day.ts"
import { readDay } from "../read-day.ts"
import { exportParams } from "../schema.ts"

/** Bytes of a day that is answered directly, as the text in JSON that Lambda sends; it sends 6 MB at most. */
const largestAnswer = 5 * 1024 * 1024

export const getExport = endpoint({
  method: "GET",
  path: "/export-service/exports/{file}",
  summary: "Gives a day's invoices as CSV; a large day by the address of a copy (303).",
  params: exportParams,
  answers: { 200: null, 303: null },
  media: { 200: "text/csv" },
  async handle({ params: { file } }): Promise<Answer> {
    const date = file.slice(0, -".csv".length)
    const objects = await csvObjects.list(date)
    if (objects.length === 0) throw new NotFoundError("export", file)
    const text = await smallDay(objects)
    if (text === undefined) {
      return { status: 303, headers: { location: await addressOfJoinedDay(date, objects) } }
    }
    return {
      status: 200,
      headers: { "content-type": csvType, "content-disposition": `attachment; filename="${file}"` },
      body: text,
    }
  },
})

/** The day's text; undefined when it is too large for an answer. */
async function smallDay(objects: ListedObject[]): Promise<string | undefined> {
  if (objects.reduce((sum, { size }) => sum + size, 0) > largestAnswer) return undefined
  let text = ""
  for await (const part of readDay(objects)) text += part
  return Buffer.byteLength(JSON.stringify(text)) > largestAnswer ? undefined : text
}
