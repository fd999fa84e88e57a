/** POST /inventory-service/products */
import { ConflictError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { idFor } from "../../shared/http/idempotency-key.ts"
import { toMajor } from "../../shared/money.ts"
import { products } from "../repository.ts"
import { type Product, type ProductInput, product, productInput } from "../schema.ts"

export const createProduct = endpoint({
  method: "POST",
  path: "/inventory-service/products",
  summary: "Makes a product.",
  body: productInput,
  answers: { 201: product },
  async handle(request) {
    const id = idFor(request)
    const added = await products.add(id, request.body, new Date().toISOString())
    const created = added ?? (await madeBefore(id, request.body))
    return {
      status: 201,
      body: created,
      headers: { location: `/inventory-service/products/${created.id}` },
    }
  },
})

/** What a try with the same key made that ended before it could answer. */
async function madeBefore(id: string, { price, ...input }: ProductInput): Promise<Product> {
  const made = await products.get(id)
  const wanted = made && { ...made, ...input, price: toMajor(price) }
  if (made?.version === 1 && JSON.stringify(made) === JSON.stringify(wanted)) return made
  throw new ConflictError("This Idempotency-Key made a product before, which is another one by now.")
}
