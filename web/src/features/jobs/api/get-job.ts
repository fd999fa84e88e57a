/** GET /batch-service/jobs/{id} */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { get } from "../../../lib/api-client.ts"
import type { Job } from "../types.ts"
import { jobPath } from "./job-path.ts"

export const jobOptions = (id: string) =>
  queryOptions({
    queryKey: ["jobs", "one", id],
    queryFn: ({ signal }) => get<Job>(jobPath(id), { signal }),
    refetchInterval: ({ state }) => (state.data?.status === "running" ? pollEvery.runningJob : false),
  })

/** One job, kept current while it runs; without an id nothing is asked. */
export const useJob = (id: string | null) => useQuery({ ...jobOptions(id ?? ""), enabled: id !== null })
