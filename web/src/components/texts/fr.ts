/** What the components say in French. */
import type { Translation } from "../../lib/language.ts"
import type en from "./en.ts"

export default {
  failed: "Cela n’a pas marché",
  retry: "Réessayer",
  cancel: "Annuler",
  close: "Fermer",
  delete: "Supprimer",
  keep: "Garder",
  deleteWhat: "Supprimer {{what}} ?",
  pages: "Pages",
  newer: "Plus récents",
  older: "Plus anciens",
  pageTitle: "{{title}} · Facturo",
} satisfies Translation<typeof en>
