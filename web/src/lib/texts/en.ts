/** What `lib/` says in English. */
export default {
  error: "Error",
  unreachable: "The API does not answer.",
  status: "The API answered with status {{status}}.",
} as const
