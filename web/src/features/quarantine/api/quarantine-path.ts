/** Where records in quarantine are in the API. */
export const quarantinePath = "/export-service/quarantine"

/** Where one of them is. */
export const recordPath = (id: string): string => `${quarantinePath}/${encodeURIComponent(id)}`
