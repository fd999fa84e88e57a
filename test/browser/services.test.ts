import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm"
import { afterAll, beforeAll, describe, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { failRequests } from "./fail-requests.ts"

const { apiUrl, cloudUrl, stage } = inject("system")
const soon = { timeout: 45_000 }
const ssm = new SSMClient({
  endpoint: cloudUrl,
  region: "eu-west-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
})
let app: WebApp

beforeAll(async () => {
  app = await startWebApp(apiUrl)
})
afterAll(async () => {
  ssm.destroy()
  await app?.stop()
})

describe("services", () => {
  it("shows every service with its instance, its health and how fast it answered", () =>
    onPage(app, "services", async page => {
      await page.goto("/services")
      const row = page
        .getByRole("table", { name: "Registered services" })
        .getByRole("row")
        .filter({ hasText: "billing-service" })

      await row.getByText("Up", { exact: true }).waitFor(soon)
      await row.getByText(/\d+ ms|\d\.\d s/).waitFor(soon)
    }))

  it("shows a configuration value that was changed while the page was open, and hides a secret", () =>
    onPage(app, "configuration", async page => {
      const secret = `/facturo/${stage}/customer-service/browser-test-secret`
      const plain = `/facturo/${stage}/customer-service/browser-test`
      await ssm.send(new PutParameterCommand({ Name: secret, Value: "hunter2", Type: "SecureString" }))
      await ssm.send(new PutParameterCommand({ Name: plain, Value: "before", Type: "String" }))
      await page.goto("/services")
      const table = page.getByRole("table", { name: "Configuration in force" })
      const row = (name: string) => table.getByRole("row").filter({ hasText: name })
      await row("browser-test-secret").getByText("A secret, not shown").waitFor(soon)
      await table.getByText("before", { exact: true }).waitFor(soon)

      await ssm.send(new PutParameterCommand({ Name: plain, Value: "after", Overwrite: true }))
      await table.getByText("after", { exact: true }).waitFor(soon)
    }))

  it("shows the services when the configuration cannot be read", () =>
    onPage(app, "configuration fails", async page => {
      await failRequests(page, "**/registry-service/configuration", "SSM is away.")
      await page.goto("/services")

      await page.getByText("SSM is away.").waitFor(soon)
      await page
        .getByRole("table", { name: "Registered services" })
        .getByText("batch-service")
        .first()
        .waitFor(soon)
    }))
})
