/**
 * The one event on the stream `invoices`: an invoice was issued. A CloudEvents 1.0 envelope in JSON, partition key
 * `customerId`, `id` = the bill's id. Producer, consumers and documents share this file.
 */
import * as z from "zod"
import { toMinor } from "../money.ts"

/** Name and version of the event. */
export const invoiceIssuedType = "facturo.invoice.issued.v1"

/** Longest id that is accepted anywhere, in characters. */
export const longestId = 64

/** Half of a surrogate pair has no UTF-8: no table takes it, and two ids could be stored as one. */
const text = z.string().refine(value => value.isWellFormed(), "is no Unicode text")

const id = text.min(1).max(longestId)
const money = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine(value => {
    try {
      return toMinor(value) >= 0
    } catch {
      return false
    }
  }, "must have at most two decimal places")

/** A part of one. */
const rate = z.number().min(0).max(1)

const item = z.object({
  productId: id,
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: money,
  /** The line's amount, net. */
  price: money,
  /** 0.19 is 19 %; a line without one is not taxed. */
  taxRate: rate.optional(),
})

const tax = z.object({ rate, base: money, amount: money })

/** The event. Amounts are in the major unit with at most two places, times ISO 8601 UTC. */
export const invoiceIssued = z
  .object({
    specversion: z.literal("1.0"),
    id,
    source: text.min(1),
    type: z.literal(invoiceIssuedType),
    time: z.iso.datetime(),
    datacontenttype: z.literal("application/json"),
    /** Extension attribute: the request or simulation that caused the invoice. */
    correlationid: text.max(128).optional(),
    data: z.object({
      customerId: id,
      productItems: z.array(item).max(1000),
      subtotal: money,
      /** What the lines are taxed, rate by rate. */
      taxes: z.array(tax).max(1000).optional(),
      /** What is to be paid, taxes included. */
      total: money,
      currency: z.string().regex(/^[A-Z]{3}$/),
      origin: z.enum(["api", "stream"]),
      createdAt: z.iso.datetime(),
    }),
  })
  .refine(
    ({ data }) =>
      data.productItems.reduce((sum, line) => sum + toMinor(line.price), 0) === toMinor(data.subtotal),
    { path: ["data", "subtotal"], message: "is not the sum of the lines" },
  )

export type InvoiceIssued = z.output<typeof invoiceIssued>

/** The service that issued the invoice, as a CloudEvents source. */
export const sourceOf = (service: string): string => `/facturo/${service}`
