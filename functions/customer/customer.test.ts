import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { DeleteCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { type ContendedDynamoDb, startContendedDynamoDb } from "../../test/stack/contended-dynamodb.ts"

const customers = "/customer-service/customers"

let cloud: TestCloud
let contended: ContendedDynamoDb
let billing: Server
let handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>
let dynamodb: typeof import("../shared/aws/dynamodb.ts").dynamodb

/** What billing answers to whether a customer has bills; and what it was asked. */
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

/** Calls the service as API Gateway does. */
async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const [address = "", query] = path.split("?")
  const id = address.slice(customers.length + 1)
  const event = {
    httpMethod: method,
    resource: id ? `${customers}/{id}` : customers,
    path: address,
    pathParameters: id ? { id } : null,
    queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  } as unknown as APIGatewayProxyEvent
  const answer = await handler(event, { getRemainingTimeInMillis: () => 15_000 } as Context)
  return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : undefined }
}

let count = 0
const newEmail = () => `customer.${++count}@example.com`
const make = async (name = "Ada", email = newEmail()) => (await call("POST", customers, { name, email })).body

/** Everything that the table keeps for a customer: themselves, their claim, their entries. */
async function itemsOf(id: string): Promise<string[]> {
  const { Items = [] } = await dynamodb.send(
    new ScanCommand({ TableName: `facturo-${cloud.stage}-customers`, ConsistentRead: true }),
  )
  return Items.filter(item => item.id === id || item.owner === id).map(item => item.kind ?? "customer")
}

describe("a deleted customer", () => {
  it.each([
    ["gone when billing has no bill for them", { status: 200, body: [] }, 404],
    ["kept when billing has one", { status: 200, body: [{ id: "1" }] }, 200],
    ["kept when billing fails", { status: 500, body: {} }, 200],
    ["kept when billing answers what nobody understands", { status: 200, body: {} }, 200],
  ])("is %s", async (_, answer, status) => {
    bills = answer
    asked.length = 0
    const { id } = await make()

    expect((await call("DELETE", `${customers}/${id}`)).status).toBe(204)

    expect(asked).toContain(`/billing-service/bills?customerId=${id}&limit=1`)
    expect((await call("GET", `${customers}/${id}`)).status).toBe(status)
    expect(await itemsOf(id)).toEqual(status === 404 ? [] : ["customer"])
    const listed = (await call("GET", customers)).body as { id: string }[]
    expect(listed.map(customer => customer.id)).not.toContain(id)
  })

  it("who was kept for want of an answer goes with the next DELETE", async () => {
    bills = { status: 500, body: {} }
    const { id } = await make()
    await call("DELETE", `${customers}/${id}`)
    bills = { status: 200, body: [] }

    expect((await call("DELETE", `${customers}/${id}`)).status).toBe(204)

    expect((await call("GET", `${customers}/${id}`)).status).toBe(404)
  })
})

describe("a POST that was cut off", () => {
  it("before its answer was kept gives the same customer when it comes again with its key", async () => {
    const [input, headers] = [{ name: "Cut Off", email: newEmail() }, { "idempotency-key": "cut-off" }]
    const first = await call("POST", customers, input, headers)
    await forgetKeys()

    const again = await call("POST", customers, input, headers)

    expect(again).toEqual(first)
    expect((await call("GET", `${customers}?q=cut off`)).body).toHaveLength(1)
  })

  it("and comes again with its key for another customer is refused", async () => {
    const headers = { "idempotency-key": "cut-off-other" }
    await call("POST", customers, { name: "One", email: newEmail() }, headers)
    await forgetKeys()

    const other = await call("POST", customers, { name: "Two", email: newEmail() }, headers)

    expect(other.status).toBe(409)
  })

  async function forgetKeys() {
    const TableName = `facturo-${cloud.stage}-idempotency`
    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }))
    expect(Items.length).toBeGreaterThan(0)
    for (const { id } of Items) await dynamodb.send(new DeleteCommand({ TableName, Key: { id } }))
  }
})

describe("writers that meet", () => {
  it("with one ETag, 30 of them, are one who writes and 29 who are told", async () => {
    const { id } = await make()

    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        call("PUT", `${customers}/${id}`, { name: `Ada ${n}`, email: newEmail() }, { "if-match": '"1"' }),
      ),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(29).fill(412)])
  })

  it("without one leave the customer, their claim and their entries as one of them wanted", async () => {
    const { id } = await make("Nobody")

    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        call("PUT", `${customers}/${id}`, { name: `Writer${n} X`, email: `writer.${n}@example.com` }),
      ),
    )

    const { name, email, version } = (await call("GET", `${customers}/${id}`)).body
    expect(version).toBe(21)
    for (let n = 0; n < 20; n++) {
      const isLast = name === `Writer${n} X`
      if (isLast) expect(email).toBe(`writer.${n}@example.com`)
      expect((await call("GET", `${customers}?name=writer${n} x`)).body).toHaveLength(isLast ? 1 : 0)
      const claim = await call("POST", customers, { name: "Z", email: `writer.${n}@example.com` })
      expect(claim.status).toBe(isLast ? 409 : 201)
    }
  })
})

describe("customers who were stored before there were claims and entries", () => {
  const at = "2020-01-02T03:04:05.000Z"
  const putOld = async (id: string, email: string) => {
    const Item = {
      id,
      name: `Elder ${id}`,
      email,
      createdAt: at,
      updatedAt: at,
      version: 2,
      collection: "customers",
      position: `${at}#${id}`,
    }
    await dynamodb.send(new PutCommand({ TableName: `facturo-${cloud.stage}-customers`, Item }))
  }

  it("are found, and keep their addresses to themselves, from the first request on", async () => {
    // As a process that starts on a table of that time.
    vi.resetModules()
    const started = await import("./http.ts")
    const present = handler
    handler = started.handler
    await dynamodb.send(
      new DeleteCommand({
        TableName: `facturo-${cloud.stage}-customers`,
        Key: { id: "upgrade#claims-and-entries" },
      }),
    )
    for (let n = 0; n < 120; n++) await putOld(`e${n}`, `elder.${n}@example.com`)
    for (const pair of ["a", "b"]) {
      await putOld(`twin-${pair}-1`, `twin.${pair}@example.com`)
      await putOld(`twin-${pair}-2`, `TWIN.${pair}@example.com`)
    }

    // There may be more of them than the first request has time for.
    const found = () => call("GET", `${customers}?name=elder e`).then(({ body }) => body.length)
    await expect.poll(found, { timeout: 15_000 }).toBe(50)
    const last = () => call("GET", `${customers}?q=elder e0`).then(({ body }) => body)
    await expect.poll(last, { timeout: 15_000 }).toMatchObject([{ id: "e0", version: 2 }])

    const claimed = await call("POST", customers, { name: "New", email: "elder.7@example.com" })

    expect(claimed.status).toBe(409)
    // Two have one address: both are found and can be changed, whichever first, and nobody else gets it meanwhile.
    for (const [pair, first, second] of [
      ["a", 1, 2],
      ["b", 2, 1],
    ]) {
      const rename = (n: unknown) =>
        call("PUT", `${customers}/twin-${pair}-${n}`, { name: "Twin", email: `own.${pair}.${n}@example.com` })
      const take = () => call("POST", customers, { name: "New", email: `twin.${pair}@example.com` })
      expect((await call("GET", `${customers}?email=twin.${pair}`)).body).toHaveLength(2)
      expect((await rename(first)).status).toBe(200)
      expect((await take()).status).toBe(409)
      expect((await rename(second)).status).toBe(200)
      expect((await take()).status).toBe(201)
    }
    handler = present
  })
})

describe("a customer who was stored before there were claims and entries", () => {
  it("is read, edited, found and deleted like any other", async () => {
    bills = { status: 200, body: [] }
    const at = "2020-01-02T03:04:05.000Z"
    const old = {
      id: "old",
      name: "Old Timer",
      email: "old@example.com",
      createdAt: at,
      updatedAt: at,
      version: 4,
    }
    const Item = { ...old, collection: "customers", position: `${at}#old` }
    await dynamodb.send(new PutCommand({ TableName: `facturo-${cloud.stage}-customers`, Item }))

    expect((await call("GET", `${customers}/old`)).body).toEqual(old)
    const input = { name: "Old Timer", email: "old@example.com" }
    expect((await call("PUT", `${customers}/old`, input, { "if-match": '"4"' })).status).toBe(200)
    expect((await call("GET", `${customers}?q=old`)).body).toMatchObject([{ id: "old", version: 5 }])
    expect((await call("POST", customers, input)).status).toBe(409)
    expect((await call("DELETE", `${customers}/old`)).status).toBe(204)
    expect((await call("GET", `${customers}/old`)).status).toBe(404)
    expect(await itemsOf("old")).toEqual([])
  })
})

describe("what stands beside the customers in their table", () => {
  it("is no customer to anybody who asks for it by its id", async () => {
    const { id, email } = await make("Zebra")

    for (const other of [`email#${email}`, `find#z#${id}`]) {
      expect((await call("GET", `${customers}/${other}`)).status).toBe(404)
      expect((await call("GET", `${customers}?ids=${encodeURIComponent(other)}`)).body).toEqual([])
      expect((await call("DELETE", `${customers}/${other}`)).status).toBe(404)
    }
    expect(await itemsOf(id)).toContain("email")
  })
})
