/** What the page of services says in English. */
export default {
  services: "Services",
  description:
    "Who is registered, where, and how healthy. An instance that fails its check is not handed out.",
  registered: "Registered services",
  servicesUp: "Services up",
  upOf: "{{up}} of {{all}}",
  seeAll: "See them all",
  service: "Service",
  state: "State",
  up: "Up",
  down: "Down",
  unknown: "Not checked yet",
  noInstance: "No instance",
  since: "Since",
  lastCheck: "Last check",
  answeredIn: "Answered in",
  none: "Nobody is registered",
  noneHint: "A service that registers in Cloud Map appears here, and is reachable under its name.",
} as const
