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
  noneOfNewest: "Aucun parmi les {{count, number}} clients les plus récents",
  noSuch: "Aucun client de ce nom",
  clear: "Effacer le client",
  unknown: "Client {{id}}",
  mustNotBeEmpty: "À remplir",
  deleteConsequence: "Les factures du client restent, sans son nom. C’est sans retour.",
  isDeleted: "{{name}} est supprimé",
} satisfies Translation<typeof en>
