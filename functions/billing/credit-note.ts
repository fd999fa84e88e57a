/**
 * Credit notes: documents of their own that take a paid bill back, whole. Their amounts are those of the bill, not
 * negated: the kind says which way the money goes (as EN 16931 has it for its type 381).
 */
import { type Bill, next } from "./bill.ts"
import { requireAllowed } from "./lifecycle.ts"

/** The series of all credit notes: `CN-2026-000001`. */
export const creditSeries = "CN"

/** The credited bill and its credit note, which still lacks its number. Throws a TransitionError. */
export function creditBill(
  bill: Bill,
  { id, createdBy, correlationId, now }: Pick<Bill, "id" | "createdBy" | "correlationId"> & { now: string },
): { credited: Bill; note: Bill } {
  requireAllowed(bill, "credit")
  const note: Bill = {
    ...bill,
    id,
    kind: "credit-note",
    lines: bill.lines.map((line, index) => ({ ...line, id: `${id}.${index + 1}` })),
    adjustments: [],
    payments: [],
    paid: 0,
    status: "issued",
    series: creditSeries,
    number: null,
    creditFor: { id: bill.id, number: bill.number },
    origin: "api",
    createdBy,
    correlationId,
    reservation: undefined,
    createdAt: now,
    issuedAt: now,
    updatedAt: now,
    version: 1,
  }
  return { credited: { ...next(bill, now), status: "credited", creditNote: { id, number: null } }, note }
}
