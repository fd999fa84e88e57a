/** POST /batch-service/jobs/{id}/restart */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Job } from "../types.ts"
import { jobPath } from "./job-path.ts"

export const useRestartJob = () =>
  useMutation({ mutationFn: (id: string) => post<Job>(`${jobPath(id)}/restart`) })
