/** What a new system is filled with, so that there is something to see: five customers, ten products, three bills. */
import { type Bill, issuedBill, type LineDraft } from "../../functions/billing/bill.ts"
import { insert } from "../../functions/billing/bill-items.ts"
import { findBills } from "../../functions/billing/find-bills.ts"
import { writeNumbered } from "../../functions/billing/numbers.ts"
import { customers } from "../../functions/customer/repository.ts"
import { products } from "../../functions/inventory/repository.ts"

const names = ["Amélie Rousseau", "Bakari Diop", "Chiara Conti", "Dmitri Volkov", "Elif Yılmaz"]

const goods: [name: string, price: number, quantity: number][] = [
  ["Notebook A5, dotted", 690, 400],
  ["Fountain pen", 2495, 120],
  ["Ink, 50 ml, blue black", 1150, 200],
  ["Desk lamp", 5990, 45],
  ["Office chair", 18900, 18],
  ["Monitor 27 inch", 27950, 30],
  ["Keyboard", 8900, 75],
  ["Mouse", 3950, 90],
  ["Docking station", 14900, 25],
  ["Webcam", 6490, 60],
]

/** Fills each table that is empty. Items have the ids "1", "2", …, as in the system before this one. */
export async function putDemoData(): Promise<void> {
  const start = Date.now() - 60_000
  const at = (n: number) => new Date(start + n * 1000).toISOString()
  if ((await customers.list({ limit: 1 })).items.length === 0) {
    for (const [n, name] of names.entries()) {
      const email = `${name
        .split(" ")[0]
        ?.normalize("NFD")
        .replace(/[^a-z]/gi, "")
        .toLowerCase()}@example.com`
      await customers.add({ id: `${n + 1}`, name, email, createdAt: at(n), updatedAt: at(n), version: 1 })
    }
  }
  if ((await products.list({ limit: 1 })).items.length === 0) {
    for (const [n, [name, price, quantity]] of goods.entries()) {
      await products.add(`${n + 1}`, { name, price, quantity, taxRate: null }, at(n))
    }
  }
  if ((await findBills({}, { limit: 1 })).items.length === 0) {
    for (const n of [0, 1, 2]) await addIssued(demoBill(n, at(20 + n)))
  }
}

/** Stores it as the API's bills are, so that it goes to the stream; the products' quantities are those after it. */
async function addIssued(bill: Bill): Promise<void> {
  const counter = { series: bill.series, year: bill.createdAt.slice(0, 4) }
  await writeNumbered(counter, 1, ([number = ""]) => [insert({ ...bill, number }, { announce: "issued" })])
}

function demoBill(n: number, createdAt: string) {
  const lines: LineDraft[] = [0, 1, 2].map(line => {
    const product = (n * 3 + line) % goods.length
    return { productId: `${product + 1}`, quantity: line + 1, unitPrice: goods[product]?.[1] ?? 0 }
  })
  return issuedBill({
    id: `${n + 1}`,
    customerId: `${n + 1}`,
    lines,
    currency: "EUR",
    origin: "api",
    createdBy: "demo",
    createdAt,
  })
}
