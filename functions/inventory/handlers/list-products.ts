/** GET /inventory-service/products */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { products } from "../repository.ts"
import { product, productsQuery } from "../schema.ts"

export const listProducts = endpoint({
  method: "GET",
  path: "/inventory-service/products",
  summary: "Lists products, newest first: all, those found by a beginning, or those with the given ids.",
  query: productsQuery,
  answers: { 200: z.array(product) },
  async handle({ query, event }) {
    if (query.ids) return { status: 200, body: await products.getMany(query.ids) }
    const beginning = query.q ?? query.name
    return pageAnswer(
      await (beginning === undefined ? products.list(query) : products.find(beginning, query)),
      event,
    )
  },
})
