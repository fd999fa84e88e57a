/**
 * How often a page asks again, in milliseconds. A query has one request under way at most, and none while its tab is
 * hidden (the query client's own rules).
 */
export const pollEvery = {
  /** Windows close every 5 seconds; this shows one 3 seconds later at worst. */
  windows: 3_000,
  /** A job that is running. */
  runningJob: 1_500,
  simulations: 5_000,
  services: 10_000,
  /** Lists on the overview. */
  overview: 10_000,
  /** While the API cannot be reached. */
  reconnect: 3_000,
}
