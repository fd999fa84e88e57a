/** What the frame around the pages, and the pages that belong to no feature, say in French. */
import type { Translation } from "../../lib/language.ts"
import type en from "./en.ts"

export default {
  home: "Vue d’ensemble",
  homeDescription: "Ce qui tourne, et ce qui vient de se passer.",
  sections: "Rubriques",
  invoicing: "Facturation",
  stream: "Flux",
  system: "Système",
  skip: "Aller au contenu",
  openNavigation: "Ouvrir la navigation",
  closeNavigation: "Fermer la navigation",
  language: "Langue",
  colours: "Couleurs",
  light: "Clair",
  asTheSystem: "Comme le système",
  dark: "Sombre",
  away: "L’API ne répond pas.",
  awayDetail: "Nouvel essai en cours ; ce que vous voyez n’est peut-être plus à jour.",
  pageBroke: "Cette page a eu un problème",
  brokeWhy: "L’affichage a échoué.",
  nothingLost: "Rien de ce que vous avez enregistré n’est perdu.",
  reload: "La recharger",
  goHome: "Aller à la vue d’ensemble",
  noSuchPage: "Cette page n’existe pas",
  nothingHere: "Il n’y a rien ici",
  noPageAt: "Aucune page n’a l’adresse {{path}}.",
  shortcuts: "Raccourcis clavier",
  shortcutsOn: "Les touches seules sont actives",
  search: "Chercher dans cette page",
  navigation: "Navigation et réglages",
} satisfies Translation<typeof en>
