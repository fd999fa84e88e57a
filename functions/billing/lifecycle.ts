/**
 * What may be done with a bill: draft → issued → paid, issued → void, paid → credited. An issued bill stays as it is
 * but for payments, its end, and the discounts of campaigns.
 */
import type { Bill, Status } from "./bill.ts"
import { TransitionError } from "./errors.ts"

export type Action = "replace" | "remove" | "issue" | "pay" | "void" | "credit"

const allowed: Record<Action, Status> = {
  replace: "draft",
  remove: "draft",
  issue: "draft",
  pay: "issued",
  void: "issued",
  credit: "paid",
}

const participle: Record<Action, string> = {
  replace: "changed",
  remove: "deleted",
  issue: "issued",
  pay: "paid",
  void: "voided",
  credit: "credited",
}

/** Throws a TransitionError that says why the bill cannot be treated so, and what could be done instead. */
export function requireAllowed(bill: Bill, action: Action): void {
  const reason = reasonAgainst(bill, action)
  if (reason) throw new TransitionError(bill.id, participle[action], reason)
}

function reasonAgainst({ kind, status, payments }: Bill, action: Action): string | undefined {
  if (kind === "credit-note") return "it is a credit note, which stays as it is"
  if (action === "void" && status === "issued" && payments.length > 0) {
    return "something was paid on it: a bill that is paid in full can be credited"
  }
  if (status === allowed[action]) return undefined
  return `${is[status]}${instead[action]?.[status] ?? ""}`
}

const is: Record<Status, string> = {
  draft: "it is a draft",
  issued: "it is issued",
  paid: "it is paid",
  void: "it is void",
  credited: "it was credited",
}

const another = ", and make another one"

/** What leads further, where something does. */
const instead: Partial<Record<Action, Partial<Record<Status, string>>>> = {
  replace: {
    issued: ` and stays as it is: void it${another}`,
    paid: ` and stays as it is: credit it by a credit note${another}`,
    void: " and stays as it is: make another one",
    credited: " and stays as it is: make another one",
  },
  issue: { issued: " already", void: ": make another one" },
  pay: { draft: ": issue it first", paid: " in full already" },
  void: { draft: ": delete it", paid: ": credit it by a credit note", void: " already" },
  credit: {
    draft: ": delete it",
    issued: ": void it, or credit it when it is paid",
    credited: " already",
  },
}

/** A draft, issued at this time; its number is given as it is stored. Throws a TransitionError. */
export function issueDraft(bill: Bill, now: string): Bill {
  requireAllowed(bill, "issue")
  return { ...bill, status: "issued", issuedAt: now, updatedAt: now, version: bill.version + 1 }
}

/** An issued bill, void. Its number stays its own. Throws a TransitionError. */
export function voidBill(bill: Bill, now: string): Bill {
  requireAllowed(bill, "void")
  return { ...bill, status: "void", updatedAt: now, version: bill.version + 1 }
}
