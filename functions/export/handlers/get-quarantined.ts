/** GET /export-service/quarantine/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { quarantine } from "../../shared/quarantine.ts"
import { presentEntry, readableText } from "../present-entry.ts"
import { quarantinedRecord, quarantineParams } from "../schema.ts"

export const getQuarantined = endpoint({
  method: "GET",
  path: "/export-service/quarantine/{id}",
  summary: "Gives one record in quarantine with its bytes.",
  params: quarantineParams,
  answers: { 200: quarantinedRecord },
  async handle({ params: { id } }) {
    const entry = await quarantine.get(id)
    if (!entry) throw new NotFoundError("record in quarantine", id)
    const bytes = await quarantine.bytes(entry)
    const data = Buffer.from(bytes).toString("base64")
    return { status: 200, body: { ...presentEntry(entry), data, text: readableText(bytes) } }
  },
})
