/** What the page of exports says in French. */
import type { Translation } from "../../../lib/language.ts"
import type en from "./en.ts"

export default {
  exports: "Exports",
  description: "Les factures de chaque jour en CSV, une ligne par facture, dans l’ordre du temps.",
  day: "Jour (UTC)",
  invoices: "Factures",
  download: "Télécharger",
  downloadDay: "Télécharger le CSV du {{day}}",
  days: "Jours qui ont des factures",
  none: "Pas encore de facture",
  noneHint: "Dès que des factures arrivent par le flux, leur jour est ici avec son fichier.",
} satisfies Translation<typeof en>
