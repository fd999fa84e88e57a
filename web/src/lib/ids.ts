/** Ids as people see them. */

/** The end of a long id, where ids made in the same second differ; a short one as it is. */
export const shortId = (id: string): string => (id.length > 12 ? `…${id.slice(-8)}` : id)
