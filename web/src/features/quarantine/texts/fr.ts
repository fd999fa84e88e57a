/** What is said of the quarantine in French. */
import type { Translation } from "../../../lib/language.ts"
import type en from "./en.ts"

export default {
  quarantine: "Quarantaine",
  description:
    "Ce qui, dans le flux, n’est pas une facture, ou qu’un consommateur a refusé. Réparez-le, et il reprend sa route.",
  none: "Rien n’est en quarantaine",
  noneHint: "Un enregistrement illisible n’arrête personne : il arrive ici avec ses octets, et se répare.",
  reason: "Raison",
  detail: "Détail",
  arrived: "Arrivé",
  size: "Taille",
  bytes: "{{count, number}} octets",
  state: "État",
  replayed: "Remis",
  waiting: "En attente",
  record: "Enregistrement en quarantaine",
  key: "Clé",
  place: "Place dans le flux",
  by: "Remis",
  tooLong: "Trop long",
  notUtf8: "Pas un texte",
  notJson: "Pas du JSON",
  notAnInvoice: "Pas une facture",
  refusedBy: "Refusé par {{consumer}}",
  text: "Texte",
  hex: "Octets",
  textHint: "Réparez-le ici, ou laissez-le tel quel.",
  noText: "Ces octets ne sont pas un texte. Ce que vous écrivez ici les remplace.",
  replay: "Le remettre dans le flux",
  isReplayed: "L’enregistrement est de nouveau dans le flux",
  onlyFirst: "Les {{count, number}} premiers octets.",
} satisfies Translation<typeof en>
