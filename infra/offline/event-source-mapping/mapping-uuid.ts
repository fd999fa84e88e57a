/** The identifier that AWS gives every mapping. */
import { createHash } from "node:crypto"

/** A UUID (version 5 by form) that is the same for the same mapping id in every run. */
export function mappingUuid(id: string): string {
  const hex = createHash("sha1").update(`event-source-mapping/${id}`).digest("hex")
  const variant = ((Number.parseInt(hex[16] as string, 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-")
}
