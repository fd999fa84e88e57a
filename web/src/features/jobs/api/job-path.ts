/** Where one job is in the API. */
export const jobPath = (id: string): string => `/batch-service/jobs/${encodeURIComponent(id)}`
