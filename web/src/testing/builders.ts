/** Test data that names only what matters. */
import type { InvoiceWindow } from "../features/analytics/types.ts"
import type { Bill } from "../features/bills/types.ts"
import type { Job } from "../features/jobs/types.ts"
import type { Simulation } from "../features/simulations/types.ts"

const noon = "2026-11-22T12:00:00.000Z"

/** A window of 5 seconds that begins this many seconds after noon. */
export function aWindow(second: number, window: Partial<InvoiceWindow> = {}): InvoiceWindow {
  const start = Date.parse(noon) + second * 1000
  return {
    start: new Date(start).toISOString(),
    end: new Date(start + 5000).toISOString(),
    count: 1,
    total: 10,
    customers: [],
    ...window,
  }
}

/** Noon and this many seconds, in milliseconds. */
export const noonPlus = (seconds: number): number => Date.parse(noon) + seconds * 1000

export const aJob = (job: Partial<Job> = {}): Job => ({
  id: "job-1",
  type: "discount",
  campaign: "2026-11-22",
  rate: 0.3,
  status: "running",
  read: 0,
  written: 0,
  skipped: 0,
  failed: 0,
  undoes: null,
  undoneBy: null,
  error: null,
  startedAt: noon,
  updatedAt: noon,
  endedAt: null,
  ...job,
})

export const aSimulation = (simulation: Partial<Simulation> = {}): Simulation => ({
  id: "simulation-1",
  rate: 1,
  seconds: null,
  status: "running",
  sent: 0,
  skipped: 0,
  note: null,
  createdAt: noon,
  updatedAt: noon,
  endedAt: null,
  ...simulation,
})

export const aBill = (bill: Partial<Bill> = {}): Bill => ({
  id: "bill-1",
  customerId: "1",
  customer: { id: "1", name: "Ada", email: "ada@example.com" },
  productItems: [],
  subtotal: 0,
  discount: null,
  total: 0,
  currency: "EUR",
  status: "issued",
  origin: "api",
  createdAt: noon,
  updatedAt: noon,
  version: 1,
  flags: [],
  kind: "bill",
  number: "2026-000001",
  series: "",
  issuedAt: noon,
  taxes: [],
  payments: [],
  paid: 0,
  balance: 0,
  adjustments: [],
  creditNote: null,
  creditFor: null,
  ...bill,
})
