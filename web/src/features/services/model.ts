/** What the states of instances and services mean. */
import { t } from "i18next"
import type { Tone } from "../../components/state-badge.tsx"
import type { Instance, RegisteredService } from "./types.ts"

/** What each state of an instance is called and means. */
export const states: Record<Instance["status"], { word(): string; tone: Tone }> = {
  UP: { word: () => t("services:up"), tone: "good" },
  DOWN: { word: () => t("services:down"), tone: "bad" },
  UNKNOWN: { word: () => t("services:unknown"), tone: "neutral" },
}

/** Whether somebody answers for this service. */
export const isUp = ({ instances }: RegisteredService): boolean =>
  instances.some(({ status }) => status === "UP")

/** How many of the services are up. */
export const countUp = (services: RegisteredService[]): number => services.filter(isUp).length

/** The state of a service: that of its best instance. */
export function stateOf({ instances }: RegisteredService): { word(): string; tone: Tone } {
  const best = (["UP", "UNKNOWN", "DOWN"] as const).find(wanted =>
    instances.some(({ status }) => status === wanted),
  )
  return best ? states[best] : { word: () => t("services:noInstance"), tone: "bad" }
}
