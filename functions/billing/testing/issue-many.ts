/** A worker that stores bills, in batches, and tells how many it stored. It stands for a Lambda beside others. */
import { parentPort, workerData } from "node:worker_threads"
import { issuedBill } from "../bill.ts"
import { bills } from "../repository.ts"

const { series, name, batches, size } = workerData as Record<string, string> & {
  batches: number
  size: number
}

let added = 0
for (let batch = 0; batch < batches; batch++) {
  const made = Array.from({ length: size }, (_, n) =>
    issuedBill({
      id: `${series}-${name}-${batch}-${n}`,
      customerId: "c",
      series: series ?? "",
      lines: [{ productId: "p", quantity: 1, unitPrice: 100 }],
      currency: "EUR",
      origin: "stream",
      createdBy: "stream",
      createdAt: "2026-11-22T10:00:00.000Z",
    }),
  )
  added += (await bills.addMissing(made)).added
}
parentPort?.postMessage(added)
