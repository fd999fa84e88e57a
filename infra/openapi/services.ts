/** What the description of the API is made of: each service's endpoints, and the schemas that it exports. */
import { endpoints as analytics } from "../../functions/analytics/http.ts"
import * as analyticsSchemas from "../../functions/analytics/schema.ts"
import { endpoints as apiDocs } from "../../functions/api-docs/http.ts"
import { endpoints as batch } from "../../functions/batch/http.ts"
import * as batchSchemas from "../../functions/batch/schema.ts"
import { endpoints as billing } from "../../functions/billing/http.ts"
import * as billingSchemas from "../../functions/billing/schema.ts"
import { endpoints as customer } from "../../functions/customer/http.ts"
import * as customerSchemas from "../../functions/customer/schema.ts"
import { endpoints as document } from "../../functions/document/http.ts"
import { endpoints as csvExport } from "../../functions/export/http.ts"
import * as exportSchemas from "../../functions/export/schema.ts"
import { endpoints as inventory } from "../../functions/inventory/http.ts"
import * as inventorySchemas from "../../functions/inventory/schema.ts"
import { endpoints as producer } from "../../functions/producer/http.ts"
import * as producerSchemas from "../../functions/producer/schema.ts"
import { endpoints as registry } from "../../functions/registry/http.ts"
import * as registrySchemas from "../../functions/registry/schema.ts"
import type { Endpoint } from "../../functions/shared/http/endpoint.ts"
import { health } from "../../functions/shared/http/routes.ts"

/** `folder` is that under functions/; `schemas` are its module schema.ts. */
export type Service = {
  name: string
  folder: string
  description: string
  endpoints: Endpoint[]
  schemas: Record<string, unknown>
}

const service = (
  folder: string,
  description: string,
  endpoints: Endpoint[],
  schemas: Record<string, unknown> = {},
): Service => {
  const name = `${folder}-service`
  return { name, folder, description, endpoints: [...endpoints, health(name)], schemas }
}

/** In the order in which they are read about. */
export const services: Service[] = [
  service("customer", "Who is billed.", customer, customerSchemas),
  service(
    "inventory",
    "What is sold, at which price, and how much of it is there.",
    inventory,
    inventorySchemas,
  ),
  service("billing", "Bills, from draft to paid or credited.", billing, billingSchemas),
  service("document", "Bills as PDF.", document),
  service("batch", "Discount campaigns over all bills, as jobs.", batch, batchSchemas),
  service("producer", "Simulated invoices on the stream.", producer, producerSchemas),
  service(
    "export",
    "The stream's invoices as CSV, and its records that nobody could read.",
    csvExport,
    exportSchemas,
  ),
  service("analytics", "Invoices counted while they come in.", analytics, analyticsSchemas),
  service("registry", "Which services there are, and how they are.", registry, registrySchemas),
  {
    name: "api-docs",
    folder: "api-docs",
    description: "This description.",
    endpoints: apiDocs,
    schemas: {},
  },
]
