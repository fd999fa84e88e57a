/** From what a client asks for to lines with prices. */
import { type Fault, ValidationError } from "../shared/errors.ts"
import { toMinor } from "../shared/money.ts"
import type { LineDraft } from "./bill.ts"
import { findCustomers, findProducts } from "./other-services.ts"
import type { BillInput } from "./schema.ts"
import { settings } from "./settings.ts"

/**
 * Looks up the customer and the products of a bill, and prices its lines. Throws a ValidationError that names
 * every customer and product that does not exist or is archived, and an UpstreamError when that cannot be found out.
 */
export async function draftLines({
  customerId,
  productItems,
}: Pick<BillInput, "customerId" | "productItems">): Promise<LineDraft[]> {
  const [{ "default-tax-rate": defaultRate }, customers, products] = await Promise.all([
    settings(),
    findCustomers([customerId]),
    findProducts(productItems.map(item => item.productId)),
  ])
  const faults: Fault[] = []
  const mustBeInUse = (
    path: string,
    kind: string,
    id: string,
    found: { archivedAt?: string } | undefined,
  ) => {
    const name = `${kind} ${JSON.stringify(id)}`
    if (!found) faults.push({ path, message: `there is no ${name}` })
    else if (found.archivedAt) faults.push({ path, message: `${name} is archived` })
  }
  mustBeInUse("customerId", "customer", customerId, customers.get(customerId))
  const lines = productItems.map(({ productId, quantity, price }, index) => {
    const product = products.get(productId)
    mustBeInUse(`productItems.${index}.productId`, "product", productId, product)
    const taxRate = product?.taxRate ?? defaultRate
    return { productId, quantity, price, unitPrice: toMinor(product?.price ?? 0), taxRate }
  })
  if (faults.length > 0) throw new ValidationError(faults)
  return lines
}
