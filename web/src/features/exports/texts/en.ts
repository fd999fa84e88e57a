/** What the page of exports says in English. */
export default {
  exports: "Exports",
  description: "The invoices of each day as CSV, one row an invoice, in the order of time.",
  day: "Day (UTC)",
  invoices: "Invoices",
  download: "Download",
  downloadDay: "Download the CSV of {{day}}",
  days: "Days that have invoices",
  none: "No invoices yet",
  noneHint: "As soon as invoices arrive on the stream, their day is here with its file.",
} as const
