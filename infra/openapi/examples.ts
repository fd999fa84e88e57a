/** Examples in the description, by `METHOD /path`. A test holds each against its schema. */

const times = { createdAt: "2026-11-22T10:11:12.131Z", updatedAt: "2026-11-22T10:11:12.131Z" }
const ids = {
  customer: "0199a8b2-7c1e-7d3a-9f00-1b2c3d4e5f60",
  product: "0199a8b2-7c1e-7d3a-9f00-1b2c3d4e5f61",
  bill: "0199a8b2-7c1e-7d3a-9f00-1b2c3d4e5f62",
}

const customerInput = { name: "Elif Yılmaz", email: "elif@example.com" }
const productInput = { name: "Desk lamp", price: 59.9, quantity: 12, taxRate: 0.2 }

const bill = {
  id: ids.bill,
  customerId: ids.customer,
  customer: { id: ids.customer, ...customerInput },
  flags: [],
  productItems: [
    {
      id: `${ids.bill}.1`,
      productId: ids.product,
      quantity: 2,
      unitPrice: 59.9,
      price: 119.8,
      product: { id: ids.product, name: "Desk lamp", price: 59.9 },
      discount: 0,
      taxRate: 0.2,
      tax: 23.96,
    },
  ],
  subtotal: 119.8,
  discount: null,
  total: 143.76,
  currency: "EUR",
  status: "issued",
  origin: "api",
  ...times,
  version: 1,
  kind: "bill",
  number: "2026-000042",
  series: "",
  issuedAt: times.createdAt,
  taxes: [{ rate: 0.2, base: 119.8, amount: 23.96 }],
  payments: [],
  paid: 0,
  balance: 143.76,
  adjustments: [],
  creditNote: null,
  creditFor: null,
}
const billInput = { customerId: ids.customer, productItems: [{ productId: ids.product, quantity: 2 }] }
const customer = { id: ids.customer, ...customerInput, ...times, version: 1 }
const product = { id: ids.product, ...productInput, ...times, version: 1 }

export const exampleBodies: Record<string, unknown> = {
  "POST /customer-service/customers": customerInput,
  "PUT /customer-service/customers/{id}": customerInput,
  "POST /inventory-service/products": productInput,
  "PUT /inventory-service/products/{id}": productInput,
  "POST /inventory-service/reservations": {
    billId: ids.bill,
    items: [{ productId: ids.product, quantity: 2 }],
  },
  "POST /billing-service/bills": { ...billInput, draft: true },
  "PUT /billing-service/bills/{id}": billInput,
  "POST /billing-service/bills/{id}/payments": { amount: 43.76, method: "transfer" },
  "POST /billing-service/discounts": { campaign: "summer-2026", rate: 0.3, limit: 100 },
  "POST /billing-service/discounts/undo": { campaign: "summer-2026", limit: 100 },
  "POST /batch-service/jobs": { type: "discount", rate: 0.3, campaign: "summer-2026" },
  "POST /producer-service/simulations": { rate: 2, seconds: 60 },
}

export const exampleAnswers: Record<string, unknown> = {
  "GET /customer-service/customers": [customer],
  "POST /customer-service/customers": customer,
  "GET /customer-service/customers/{id}": customer,
  "GET /inventory-service/products": [product],
  "POST /inventory-service/products": product,
  "GET /inventory-service/products/{id}": product,
  "GET /billing-service/bills": [bill],
  "POST /billing-service/bills": bill,
  "GET /billing-service/bills/{id}": bill,
}
