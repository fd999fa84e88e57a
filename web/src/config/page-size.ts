/** How many things a page of a list shows. */
export const pageSize = 25
