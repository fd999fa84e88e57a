/** GET /batch-service/jobs */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import type { Job } from "../types.ts"

export const jobsOptions = (page: PageRequest = {}) =>
  queryOptions({
    queryKey: ["jobs", "list", page],
    queryFn: ({ signal }) => getPage<Job>("/batch-service/jobs", { query: page, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === "running")
        ? pollEvery.runningJob
        : pollEvery.overview,
  })

/** One page of jobs, newest first; kept current. */
export const useJobs = (page?: PageRequest) => useQuery(jobsOptions(page))
