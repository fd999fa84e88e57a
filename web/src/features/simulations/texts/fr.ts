/** What is said of simulations in French. */
import type { Translation } from "../../../lib/language.ts"
import type en from "./en.ts"

export default {
  simulations: "Simulations",
  newSimulation: "Nouvelle simulation",
  simulationsRunning: "Simulations en cours",
  inAll: "{{rate}} par seconde en tout",
  running: "En cours",
  stopped: "Arrêtée",
  finished: "Finie",
  mustNotBeEmpty: "À remplir",
  rate: "Débit",
  state: "État",
  sent: "Envoyées",
  stop: "Arrêter",
  stopOf: "Arrêter la simulation qui envoie {{rate}} par seconde",
  isStopped: "La simulation est arrêtée",
  aSecond: "{{rate}} par seconde",
  started: "lancée",
  none: "Pas encore de simulation",
  noneHint: "Lancez-en une pour voir arriver des factures.",
  invoicesASecond: "Factures par seconde",
  forSeconds: "Pendant combien de secondes",
  untilStopped: "Jusqu’à l’arrêt",
  start: "Lancer une simulation",
  hasStarted: "La simulation est lancée",
  change: "Changer",
  startShort: "Lancer",
  rateIs: "Maintenant {{rate}} factures par seconde",
  perSecondShort: "/ s",
} satisfies Translation<typeof en>
