/** POST /batch-service/jobs */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Job, JobInput } from "../types.ts"

export const useStartJob = () =>
  useMutation({ mutationFn: (input: JobInput) => post<Job>("/batch-service/jobs", input) })
