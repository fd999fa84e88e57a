import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { PutCommand } from "@aws-sdk/lib-dynamodb"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { type ContendedDynamoDb, startContendedDynamoDb } from "../../test/stack/contended-dynamodb.ts"

const products = "/inventory-service/products"
const reservations = "/inventory-service/reservations"

let cloud: TestCloud
let contended: ContendedDynamoDb
let billing: Server
let handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>
let dynamodb: typeof import("../shared/aws/dynamodb.ts").dynamodb

/** What billing answers to whether a product is on bills; and what it was asked. */
let bills: { status: number; body: unknown } = { status: 200, body: [] }
const asked: string[] = []

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  billing = createServer((request, response) => {
    asked.push(request.url ?? "")
    response.writeHead(bills.status, { "content-type": "application/json" }).end(JSON.stringify(bills.body))
  })
  await new Promise<void>(resolve => billing.listen(0, "127.0.0.1", resolve))
  cloud = await startTestCloud({ apiUrl: `http://127.0.0.1:${(billing.address() as AddressInfo).port}` })
  // Every third transaction meets another one, as on AWS: nothing that is tested here may suffer from it.
  contended = await startContendedDynamoDb(cloud.url, 1 / 3)
  process.env.AWS_ENDPOINT_URL_DYNAMODB = contended.url
  ;({ handler } = await import("./http.ts"))
  ;({ dynamodb } = await import("../shared/aws/dynamodb.ts"))
}, 60_000)

afterAll(async () => {
  delete process.env.AWS_ENDPOINT_URL_DYNAMODB
  billing?.closeAllConnections()
  await new Promise(resolve => billing?.close(resolve))
  await contended?.stop()
  await cloud?.stop()
})

/** Calls the service as API Gateway does; the last part of a path of three is a parameter. */
async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const [, service, things, id] = path.split("?")[0]?.split("/") ?? []
  const parameter = things === "reservations" ? "billId" : "id"
  const event = {
    httpMethod: method,
    resource: id ? `/${service}/${things}/{${parameter}}` : `/${service}/${things}`,
    path: path.split("?")[0],
    pathParameters: id ? { [parameter]: id } : null,
    queryStringParameters: Object.fromEntries(new URLSearchParams(path.split("?")[1])),
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  } as unknown as APIGatewayProxyEvent
  const answer = await handler(event, { getRemainingTimeInMillis: () => 15_000 } as Context)
  return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : undefined }
}

const make = async (quantity: number, name = "Lamp"): Promise<string> =>
  (await call("POST", products, { name, price: 10, quantity })).body.id
const productOf = async (id: string) => (await call("GET", `${products}/${id}`)).body
const reserve = (billId: string, productId: string, quantity = 1) =>
  call("POST", reservations, { billId, items: [{ productId, quantity }] })

describe("a deleted product", () => {
  it.each([
    ["gone when billing has no bill with it", { status: 200, body: [] }, 404],
    ["kept when billing has one", { status: 200, body: [{ id: "1" }] }, 200],
    ["kept when billing does not understand the question", { status: 422, body: {} }, 200],
    ["kept when billing fails", { status: 500, body: {} }, 200],
  ])("is %s", async (_, answer, status) => {
    bills = answer
    asked.length = 0
    const id = await make(1)

    expect((await call("DELETE", `${products}/${id}`)).status).toBe(204)

    expect(asked).toContain(`/billing-service/bills?productId=${id}&limit=1`)
    expect((await call("GET", `${products}/${id}`)).status).toBe(status)
    const listed = (await call("GET", products)).body as { id: string }[]
    expect(listed.map(product => product.id)).not.toContain(id)
  })

  it("is kept when it was ever reserved, whatever billing says", async () => {
    bills = { status: 200, body: [] }
    const id = await make(1)
    await reserve(`bill-of-${id}`, id)
    await call("DELETE", `${reservations}/bill-of-${id}`)

    await call("DELETE", `${products}/${id}`)

    expect(await productOf(id)).toMatchObject({ quantity: 1, archivedAt: expect.any(String) })
    expect((await call("PUT", `${products}/${id}`, { name: "New", price: 1 })).status).toBe(409)
  })

  it("that was kept for want of an answer goes with the next DELETE", async () => {
    bills = { status: 500, body: {} }
    const id = await make(1)
    await call("DELETE", `${products}/${id}`)
    bills = { status: 200, body: [] }

    expect((await call("DELETE", `${products}/${id}`)).status).toBe(204)

    expect((await call("GET", `${products}/${id}`)).status).toBe(404)
  })
})

describe("stock that many want", () => {
  it("is neither sold twice nor lost while transactions conflict", async () => {
    const id = await make(20)
    const before = contended.conflicts()

    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => reserve(`rush-${n}`, id)))
    const made = answers.filter(({ status }) => status === 201)
    const released = await Promise.all(
      made.slice(0, 5).map(({ body }) => call("DELETE", `${reservations}/${body.billId}`)),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(20).fill(201),
      ...Array<number>(40).fill(409),
    ])
    expect(released.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204])
    expect((await productOf(id)).quantity).toBe(5)
    expect(contended.conflicts()).toBeGreaterThan(before + 10)
  })

  it("may be edited by one of 30 with the same ETag while transactions conflict", async () => {
    const id = await make(20)

    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        call("PUT", `${products}/${id}`, { name: `Lamp ${n}`, price: n }, { "if-match": '"1"' }),
      ),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(29).fill(412)])
    expect((await productOf(id)).version).toBe(2)
  })
})

describe("a product that was stored before there were tax rates, entries and reservations", () => {
  it("is read, found after an edit, reserved, archived and deleted like any other", async () => {
    bills = { status: 200, body: [] }
    const old = { id: "old", name: "Typewriter", price: 12_345, quantity: 3, version: 4 }
    const at = "2020-01-02T03:04:05.000Z"
    const item = {
      ...old,
      createdAt: at,
      updatedAt: at,
      collection: "products",
      position: `${at}#old`,
    }
    await dynamodb.send(new PutCommand({ TableName: `facturo-${cloud.stage}-products`, Item: item }))

    expect(await productOf("old")).toEqual({
      ...old,
      price: 123.45,
      taxRate: null,
      createdAt: at,
      updatedAt: at,
    })
    expect((await reserve("for-old", "old", 2)).status).toBe(201)
    expect((await productOf("old")).quantity).toBe(1)
    const input = { name: "Typewriter, blue", price: 5, quantity: 9, taxRate: 0.055 }
    expect((await call("PUT", `${products}/old`, input, { "if-match": '"5"' })).status).toBe(200)
    const found = (await call("GET", `${products}?name=blue`)).body as { id: string }[]
    expect(found.map(({ id }) => id)).toEqual(["old"])
    expect((await call("DELETE", `${products}/old`)).status).toBe(204)
    expect(await productOf("old")).toMatchObject({ ...input, archivedAt: expect.any(String) })
  })
})

describe("what stands beside the products in their table", () => {
  it("is no product to anybody who asks for it by its id", async () => {
    const id = await make(1, "Zebra")
    const entry = encodeURIComponent(`find#z#${id}`)

    expect((await call("GET", `${products}?name=z`)).body).toHaveLength(1)
    expect((await call("GET", `${products}/find#z#${id}`)).status).toBe(404)
    expect((await call("GET", `${products}?ids=${entry}`)).body).toEqual([])
    expect((await call("DELETE", `${products}/find#z#${id}`)).status).toBe(404)
    expect((await reserve("of-an-entry", `find#z#${id}`)).status).toBe(422)
  })
})
