/** What the components say in English. */
export default {
  failed: "That did not work",
  retry: "Try again",
  cancel: "Cancel",
  close: "Close",
  delete: "Delete",
  keep: "Keep",
  deleteWhat: "Delete {{what}}?",
  pages: "Pages",
  newer: "Newer",
  older: "Older",
  pageTitle: "{{title}} · Facturo",
} as const
