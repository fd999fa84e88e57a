/** GET /batch-service/jobs/preview, before a job and while one runs */
import { queryOptions, useQuery } from "@tanstack/react-query"
import type { Job, JobInput } from "../types.ts"
import { previewJob } from "./preview-job.ts"

const previewOptions = ({ rate }: JobInput) =>
  queryOptions({
    queryKey: ["jobs", "preview", rate ?? null],
    queryFn: ({ signal }) => previewJob(rate === undefined ? undefined : Number(rate), signal),
    // Bills are made all the time.
    staleTime: 0,
    gcTime: 0,
  })

/** What a job would do; nothing is asked without one. */
export const usePreview = (input: JobInput | undefined) =>
  useQuery({ ...previewOptions(input ?? { type: "discount" }), enabled: input !== undefined })

/** How many bills a running job will have read at its end: those that it has read, and those still without a discount. */
export const useExpected = ({ id, type, rate, read, status }: Job) =>
  useQuery({
    queryKey: ["jobs", "expected", id],
    queryFn: async ({ signal }) => read + (await previewJob(rate, signal)).bills,
    enabled: status === "running" && type === "discount",
    // Asked once: the answer is an estimate that only has to hold until the job ends.
    staleTime: Number.POSITIVE_INFINITY,
  })
