/** What the pages of customers say in French. */
import type { Translation } from "../../../lib/language.ts"
import type en from "./en.ts"

export default {
  customers: "Clients",
  customer: "Client",
  description: "Ceux à qui les factures s’adressent.",
  newCustomer: "Nouveau client",
  create: "Créer le client",
  isCreated: "{{name}} est maintenant client",
  editCustomer: "Modifier le client",
  edit: "Modifier",
  save: "Enregistrer",
  isSaved: "{{name}} est enregistré",
  name: "Nom",
  email: "E-mail",
  since: "Depuis",
  customerSince: "Client depuis",
  changed: "Modifié",
  none: "Pas encore de client",
  noneHint: "Les factures s’adressent à des clients : ajoutez le premier.",
  unread: "Les clients n’ont pas pu être lus",
  loading: "Chargement…",
  noSuch: "Aucun client de ce nom",
  clear: "Effacer le client",
  unknown: "Client {{id}}",
  mustNotBeEmpty: "À remplir",
  search: "Rechercher",
  searchHint: "Début d’un nom ou d’un e-mail",
  noneFound: "Aucun client ne commence par « {{q}} »",
  noneFoundHint: "Le début d’un mot du nom, ou de l’e-mail, suffit.",
  archive: "Archiver",
  archiveWho: "Archiver {{name}} ?",
  archiveConsequence:
    "Un client qui a des factures est gardé : absent des listes, toujours nommé sur ses factures. Sans facture, il est supprimé. C’est sans retour.",
  isArchived: "{{name}} est archivé",
  archivedAt: "Archivé",
  archivedNote:
    "Ce client est archivé : absent des listes, il ne se modifie plus et reste nommé sur ces factures.",
  bills: "Factures",
  totalsOverTime: "Facturé au fil du temps",
} satisfies Translation<typeof en>
