/** POST /export-service/quarantine/{id}/replay */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { QuarantineEntry, Repair } from "../types.ts"
import { recordPath } from "./quarantine-path.ts"

/** Puts a record on the stream again: as it is, or as it was repaired. */
export const useReplayQuarantined = (id: string) =>
  useMutation({ mutationFn: (repair: Repair) => post<QuarantineEntry>(`${recordPath(id)}/replay`, repair) })
