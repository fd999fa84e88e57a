/**
 * Cells that a spreadsheet would run as a formula, made harmless by an apostrophe before them, and read back.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */

// What a spreadsheet looks at first may be behind quotes or spaces, and full-width signs count as well. A cell that
// only looks protected (an apostrophe, then a formula) is protected too: otherwise two cells would be stored as one.
const dangerous = /^'*["\s]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u

/** The cell as it is stored. Numbers of 0 and more are never changed. */
export const protect = (cell: string): string => (dangerous.test(cell) ? `'${cell}` : cell)

/** What `protect` was given: exactly, for every text. */
export const unprotect = (cell: string): string =>
  cell.startsWith("'") && dangerous.test(cell) ? cell.slice(1) : cell
