/** A bill as the billing service tells it; of what this service prints. Amounts are shown as they come. */
import * as z from "zod"

const amount = z.number()

const line = z.object({
  productId: z.string(),
  quantity: z.number(),
  unitPrice: amount,
  price: amount,
  discount: amount,
  taxRate: z.number(),
  product: z.object({ name: z.string() }).nullable(),
})

const reference = z.object({ id: z.string(), number: z.string().nullable() })

export const printableBill = z.object({
  id: z.string(),
  kind: z.enum(["bill", "credit-note"]),
  number: z.string().nullable(),
  customerId: z.string(),
  customer: z.object({ name: z.string(), email: z.string() }).nullable(),
  productItems: z.array(line),
  subtotal: amount,
  discount: z.object({ rate: z.number(), amount, campaign: z.string() }).nullable(),
  /** None for bills from before there were taxes. */
  taxes: z.array(z.object({ rate: z.number(), base: amount, amount })),
  total: amount,
  currency: z.string(),
  status: z.enum(["draft", "issued", "paid", "void", "credited"]),
  payments: z.array(z.object({ amount, at: z.string(), method: z.string().optional() })),
  balance: amount,
  /** What campaigns changed after the issue: `amount` is what the total changed by. */
  adjustments: z.array(z.object({ campaign: z.string(), rate: z.number(), amount, at: z.string() })),
  creditNote: reference.nullable(),
  creditFor: reference.nullable(),
  createdAt: z.string(),
  issuedAt: z.string().nullable(),
  updatedAt: z.string(),
})

export type PrintableBill = z.output<typeof printableBill>
export type PrintableLine = PrintableBill["productItems"][number]
