/** What the components say in French. */
import type { Translation } from "../../lib/language.ts"
import type en from "./en.ts"

export default {
  failed: "Cela n’a pas marché",
  retry: "Réessayer",
  cancel: "Annuler",
  undo: "Revenir en arrière",
  close: "Fermer",
  keep: "Garder",
  pages: "Pages",
  newer: "Plus récents",
  older: "Plus anciens",
  pageTitle: "{{title}} · Facturo",
  readMore: "Lire la suite",
  conflict: "Quelqu’un d’autre a modifié ceci entre-temps",
  conflictHint:
    "Rien n’est encore enregistré. Choisissez ce qui reste dans chaque champ ; ce qu’un seul de vous a modifié est déjà choisi.",
  conflictSame: "Les mêmes changements ont déjà été faits. Il ne reste rien à enregistrer.",
  field: "Champ",
  yours: "Votre version",
  theirs: "L’autre version",
  saveChoice: "Enregistrer ce choix",
  discardMine: "Abandonner mes modifications",
  goOn: "Continuer",
  emptyValue: "Rien",
} satisfies Translation<typeof en>
