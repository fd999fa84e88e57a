/** What the page of services says in French. */
import type { Translation } from "../../../lib/language.ts"
import type en from "./en.ts"

export default {
  services: "Services",
  description:
    "Qui est inscrit, où, et dans quel état. Une instance qui échoue à son contrôle n’est plus proposée.",
  registered: "Services inscrits",
  servicesUp: "Services en marche",
  upOf: "{{up}} sur {{all}}",
  seeAll: "Les voir tous",
  service: "Service",
  state: "État",
  up: "En marche",
  down: "En panne",
  unknown: "Pas encore contrôlé",
  noInstance: "Aucune instance",
  since: "Depuis",
  lastCheck: "Dernier contrôle",
  answeredIn: "Réponse en",
  none: "Personne n’est inscrit",
  noneHint: "Un service qui s’inscrit dans Cloud Map apparaît ici, et répond sous son nom.",
  health: "Santé des services",
  allUp: "Les {{count, number}} services répondent",
  someDown_one: "{{count, number}} service ne répond pas",
  someDown_other: "{{count, number}} services ne répondent pas",
  configuration: "Configuration en vigueur",
  name: "Nom",
  value: "Valeur",
  changed: "Modifiée",
  secret: "Un secret, non affiché",
  neverChanged: "Comme installée",
  noConfiguration: "Aucune configuration",
  noConfigurationHint: "Les valeurs de SSM sous le chemin de cet environnement apparaissent ici.",
} satisfies Translation<typeof en>
