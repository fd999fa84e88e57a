/** POST /export-service/quarantine/{id}/replay */
import { NotFoundError, ValidationError } from "../../shared/errors.ts"
import { readInvoice } from "../../shared/events/read-invoice.ts"
import { readJson } from "../../shared/http/body.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { digestOf, quarantine } from "../../shared/quarantine.ts"
import { callerOf } from "../caller-of.ts"
import { presentEntry } from "../present-entry.ts"
import { putOnStream } from "../put-on-stream.ts"
import { quarantineEntry, quarantineParams, repair } from "../schema.ts"

export const replayQuarantined = endpoint({
  method: "POST",
  path: "/export-service/quarantine/{id}/replay",
  summary:
    "Puts a record on the stream again, repaired where a body says how. The same one twice is done once.",
  params: quarantineParams,
  answers: { 200: quarantineEntry },
  async handle({ params: { id }, event }) {
    const entry = await quarantine.get(id)
    if (!entry) throw new NotFoundError("record in quarantine", id)
    const bytes = repairedBytes(event.body ? readJson(event) : {}) ?? (await quarantine.bytes(entry))
    const { poison } = readInvoice(bytes)
    if (poison) throw new ValidationError([{ path: "data", message: `${poison.reason}: ${poison.detail}` }])
    const digest = digestOf(bytes)
    if (entry.replay?.digest !== digest) {
      // When we end between the two, a repeat puts it there again; consumers know an invoice by its id.
      const place = await putOnStream(bytes, entry.partitionKey)
      entry.replay = { at: new Date().toISOString(), by: callerOf(event), digest, ...place }
      await quarantine.markReplayed(entry, entry.replay)
    }
    return { status: 200, body: presentEntry(entry) }
  },
})

/** The bytes that the body gives, undefined when it gives none. */
function repairedBytes(body: unknown): Uint8Array | undefined {
  const { success, data: given, error } = repair.safeParse(body)
  if (!success) {
    throw new ValidationError(error.issues.map(({ path, message }) => ({ path: path.join("."), message })))
  }
  return given.data === undefined
    ? undefined
    : Buffer.from(given.data, given.encoding === "base64" ? "base64" : "utf8")
}
