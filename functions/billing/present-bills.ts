/** Bills as the API shows them: amounts in the major unit, with the customers and products that they name. */
import { UpstreamError } from "../shared/errors.ts"
import { createLogger } from "../shared/logger.ts"
import { toMajor } from "../shared/money.ts"
import { type Bill, balanceOf, type Line } from "./bill.ts"
import { findCustomers, findProducts, type KnownCustomer, type KnownProduct } from "./other-services.ts"
import type { Bill as PresentedBill } from "./schema.ts"

const logger = createLogger("billing-service")

/**
 * Presents any number of bills with one call to each other service. One that cannot be reached costs the names,
 * never the bills: `customer` or `product` is null then, and a warning tells why. A bill with a customer or product
 * that is known to nobody says so in its flags; it is a fact from elsewhere all the same.
 */
export async function presentBills(bills: Bill[]): Promise<PresentedBill[]> {
  const [customers, products] = await Promise.all([
    ifReachable(findCustomers(bills.map(bill => bill.customerId))),
    ifReachable(findProducts(bills.flatMap(bill => bill.lines.map(line => line.productId)))),
  ])
  return bills.map(bill => present(bill, customers, products))
}

async function ifReachable<T>(found: Promise<Map<string, T>>): Promise<Map<string, T> | undefined> {
  try {
    return await found
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    logger.warn("bills are shown without names", error)
    return undefined
  }
}

function present(
  bill: Bill,
  customers: Map<string, KnownCustomer> | undefined,
  products: Map<string, KnownProduct> | undefined,
): PresentedBill {
  const { id, customerId, lines, discount, currency, status, origin, createdAt, updatedAt, version } = bill
  const { kind, number, series, issuedAt, taxes, payments, adjustments, creditNote, creditFor } = bill
  const customer = customers?.get(customerId)
  return {
    id,
    customerId,
    customer: customer ? { id: customer.id, name: customer.name, email: customer.email } : null,
    flags: flagsOf(bill, customers, products),
    productItems: lines.map(line => presentLine(line, products?.get(line.productId))),
    subtotal: toMajor(bill.subtotal),
    discount: discount && {
      rate: discount.rate,
      amount: toMajor(discount.amount),
      campaign: discount.campaign,
    },
    total: toMajor(bill.total),
    currency,
    status,
    origin,
    createdAt,
    updatedAt,
    version,
    kind,
    number,
    series,
    issuedAt,
    taxes: taxes.map(({ rate, base, amount }) => ({ rate, base: toMajor(base), amount: toMajor(amount) })),
    payments: payments.map(({ id, amount, at, method }) => ({ id, amount: toMajor(amount), at, method })),
    paid: toMajor(bill.paid),
    balance: toMajor(balanceOf(bill)),
    adjustments: adjustments.map(({ campaign, rate, amount, at }) => ({
      campaign,
      rate,
      amount: toMajor(amount),
      at,
    })),
    creditNote,
    creditFor,
  }
}

/** What nobody knows of this bill; a service that was not reached says nothing. */
function flagsOf(
  { customerId, lines }: Bill,
  customers: Map<string, KnownCustomer> | undefined,
  products: Map<string, KnownProduct> | undefined,
): PresentedBill["flags"] {
  const flags: PresentedBill["flags"] = []
  if (customers && !customers.has(customerId)) flags.push("unknown-customer")
  if (products && lines.some(({ productId }) => !products.has(productId))) flags.push("unknown-product")
  return flags
}

function presentLine(
  { id, productId, quantity, unitPrice, price, discount, taxRate, tax }: Line,
  product: KnownProduct | undefined,
) {
  return {
    id,
    productId,
    quantity,
    unitPrice: toMajor(unitPrice),
    price: toMajor(price),
    product: product ? { id: product.id, name: product.name, price: product.price } : null,
    discount: toMajor(discount),
    taxRate,
    tax: toMajor(tax),
  }
}
