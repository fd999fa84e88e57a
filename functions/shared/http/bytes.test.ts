import type { APIGatewayProxyEvent } from "aws-lambda"
import { expect, it } from "vitest"
import * as z from "zod"
import { endpoint } from "./endpoint.ts"

const echo = endpoint({
  method: "POST",
  path: "/echo",
  summary: "Gives a name back.",
  body: z.strictObject({ name: z.string() }),
  answers: { 200: z.object({ name: z.string() }) },
  handle: async ({ body }) => ({ status: 200, body }),
})

const bytes = endpoint({
  method: "GET",
  path: "/bytes",
  summary: "Gives bytes.",
  answers: { 200: null },
  media: { 200: "application/octet-stream" },
  handle: async () => ({ status: 200, body: Uint8Array.of(0, 255, 128, 10) }),
})

const eventWith = (fields: Partial<APIGatewayProxyEvent>) =>
  ({ headers: {}, body: null, isBase64Encoded: false, ...fields }) as APIGatewayProxyEvent

it("reads a JSON body that API Gateway hands over in base64, as it does with binary media types", async () => {
  const body = Buffer.from('{"name":"Elif Yılmaz"}').toString("base64")

  const answer = await echo.run(eventWith({ body, isBase64Encoded: true }))

  expect(answer).toMatchObject({ statusCode: 200, body: '{"name":"Elif Yılmaz"}' })
  expect(answer.isBase64Encoded).toBeFalsy()
})

it("gives bytes to API Gateway in base64, marked as such", async () => {
  expect(await bytes.run(eventWith({}))).toMatchObject({
    statusCode: 200,
    body: Buffer.of(0, 255, 128, 10).toString("base64"),
    isBase64Encoded: true,
  })
})
