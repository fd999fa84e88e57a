/**
 * Paging back through lists that only know forward cursors: the pages on the way here, newest last, travel in the
 * history entry beside the address. A shared address has no trail; going back from it leads to the first page.
 */

/** Cursors of the pages before this one; `null` is the first page. */
export type PageTrail = (string | null)[]

/** Reads the trail of a history entry, whatever else may be there. */
export function trailOf(state: unknown): PageTrail {
  const trail = (state as { trail?: unknown } | null)?.trail
  if (!Array.isArray(trail)) return []
  return trail.filter(cursor => cursor === null || typeof cursor === "string")
}

/** Where "newer" leads from the page at `cursor`: its cursor (undefined for the first page) and its trail. */
export const newerPage = (trail: PageTrail): { cursor?: string | undefined; trail: PageTrail } => ({
  cursor: trail.at(-1) ?? undefined,
  trail: trail.slice(0, -1),
})

/** Where "older" leads from the page at `cursor`. */
export const olderPage = (
  cursor: string | undefined,
  next: string,
  trail: PageTrail,
): { cursor: string; trail: PageTrail } => ({ cursor: next, trail: [...trail, cursor ?? null] })
