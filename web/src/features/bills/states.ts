/** What a bill's state is called, and what can be done with it. The API has the last word. */
import { t } from "i18next"
import type { Tone } from "../../components/state-badge.tsx"
import type { Bill, BillStatus } from "./types.ts"

export const statuses = ["draft", "issued", "paid", "void", "credited"] as const satisfies BillStatus[]

/** Reads a state from an address; undefined for what is none. */
export const statusOf = (text: string | undefined): BillStatus | undefined =>
  statuses.find(status => status === text)

const tones: Record<BillStatus, Tone> = {
  draft: "neutral",
  issued: "open",
  paid: "good",
  void: "neutral",
  credited: "neutral",
}

/** How a bill stands, in a word and a tone. */
export function stateOf({ kind, status, payments }: Bill): { tone: Tone; word: string } {
  if (kind === "credit-note") return { tone: "neutral", word: t("bills:creditNote") }
  if (status === "issued" && payments.length > 0) return { tone: "open", word: t("bills:partlyPaid") }
  return { tone: tones[status], word: t(`bills:${status}`) }
}

export type Action = "edit" | "issue" | "delete" | "pay" | "void" | "credit"

/** What can be done with a bill now, the most usual last. */
export function actionsOf({ kind, status, payments }: Bill): Action[] {
  if (kind === "credit-note") return []
  if (status === "draft") return ["delete", "edit", "issue"]
  if (status === "issued") return payments.length > 0 ? ["pay"] : ["void", "pay"]
  return status === "paid" ? ["credit"] : []
}
