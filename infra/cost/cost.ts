/** `npm run cost [-- --bills 100000000 --shards 4]`: what a month costs on AWS, by assumptions that are printed too. */
import { parseArgs } from "node:util"
import { type Price, prices, region } from "./prices.ts"
import { assumptions, provisionedStream, type Usage, usageOf } from "./usage.ts"

const { values } = parseArgs({
  options: { bills: { type: "string", default: "100000000" }, shards: { type: "string", default: "4" } },
})
const bills = Number(values.bills)
const shards = Number(values.shards)

console.log(`${bills.toLocaleString("en")} bills a month, ${region}, US dollars, on-demand\n`)
const total = print(usageOf(bills))
console.log(
  `\n${"".padEnd(46)}${dollars(total)}   ${((total / bills) * 1_000_000).toFixed(2)} a million bills\n`,
)
console.log(`The stream with ${shards} shards instead:`)
print(provisionedStream(bills, shards))
console.log("\nAssumptions:")
for (const [name, value] of Object.entries(assumptions)) console.log(`  ${name.padEnd(20)}${value}`)

/** Prints one line for each price, the largest first, and gives their sum. */
function print(usage: Usage): number {
  const rows = Object.entries(usage).map(([name, amount]) => {
    const price = prices[name as keyof typeof prices] as Price
    return { name, amount, price, cost: amount * price.usd }
  })
  for (const { name, amount, price, cost } of rows.sort((a, b) => b.cost - a.cost)) {
    const count = amount.toLocaleString("en", { maximumFractionDigits: 1 })
    console.log(
      `  ${name.padEnd(16)}${count.padStart(14)} ×${String(price.usd).padStart(13)}${dollars(cost)}   ${price.per} (${price.asOf})`,
    )
  }
  return rows.reduce((sum, { cost }) => sum + cost, 0)
}

function dollars(amount: number): string {
  return amount.toFixed(2).padStart(12)
}
