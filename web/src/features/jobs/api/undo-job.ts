/** POST /batch-service/jobs/{id}/undo */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Job } from "../types.ts"
import { jobPath } from "./job-path.ts"

/** Starts the job that takes this one back. */
export const useUndoJob = () => useMutation({ mutationFn: (id: string) => post<Job>(`${jobPath(id)}/undo`) })
