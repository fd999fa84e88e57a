/** `npm run screenshots`: the pictures of the README, of the real system with a minute of demo traffic. */
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { buildWebApp, startWebApp } from "../../test/stack/browser.ts"
import { startSystem } from "../../test/stack/system.ts"
import { root } from "../system/local-environment.ts"

const pictures: [name: string, path: string, options: { width: number; dark?: boolean }][] = [
  ["analytics", "/analytics", { width: 1440 }],
  ["analytics-dark", "/analytics", { width: 1440, dark: true }],
  ["home", "/", { width: 1440 }],
  ["bill", "/bills/{newest}", { width: 1440 }],
  ["phone", "/", { width: 390 }],
]

const system = await startSystem()
try {
  process.env.AWS_ENDPOINT_URL = system.cloudUrl
  process.env.AWS_REGION ??= "eu-west-1"
  process.env.AWS_ACCESS_KEY_ID ??= "local"
  process.env.AWS_SECRET_ACCESS_KEY ??= "local"
  process.env.STAGE = system.stage
  const { putDemoData } = await import("../demo/demo-data.ts")
  const { startDemoTraffic } = await import("../demo/demo-traffic.ts")
  await putDemoData()
  await startDemoTraffic(system.apiUrl)
  await buildWebApp()
  const web = await startWebApp(system.apiUrl)
  console.log("A minute of traffic first …")
  await sleep(60_000)
  const [bill] = await (await fetch(`${system.apiUrl}/billing-service/bills?limit=1`)).json()
  for (const [name, path, { width, dark }] of pictures) {
    const context = await web.browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 900 },
      colorScheme: dark ? "dark" : "light",
      deviceScaleFactor: width < 500 ? 2 : 1,
    })
    const page = await context.newPage()
    await page.goto(`${web.url}${path.replace("{newest}", bill.id)}`)
    await sleep(3000) // charts draw themselves in
    await page.screenshot({ path: join(root, `docs/images/${name}.png`) })
    await context.close()
    console.log(`docs/images/${name}.png`)
  }
  await web.stop()
} finally {
  await system.stop()
}
