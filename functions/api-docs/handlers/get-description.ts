/** GET /openapi.json */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import description from "../openapi.json" with { type: "json" }

const body = JSON.stringify(description)

export const getDescription = endpoint({
  method: "GET",
  path: "/openapi.json",
  summary: "Gives this description: OpenAPI 3.1, made of the schemas that requests are checked with.",
  answers: { 200: z.looseObject({ openapi: z.string() }) },
  handle: async () => ({
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-cache" },
    body,
  }),
})
