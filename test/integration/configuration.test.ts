import { DeleteParameterCommand, PutParameterCommand } from "@aws-sdk/client-ssm"
import { expect, it } from "vitest"
import { eventually, get, makeCustomer, makeProduct, post, system } from "./client.ts"
import { clients } from "./clients.ts"

const name = `/facturo/${system.stage}/batch-service/discount-rate`
const setRate = (Value: string) =>
  clients.ssm.send(new PutParameterCommand({ Name: name, Value, Type: "String", Overwrite: true }))
const startJob = (campaign: string) => post("/batch-service/jobs", { type: "discount", campaign })

it("a parameter that is changed while running is in force within its cache time, with no restart", async () => {
  expect((await startJob("before")).body.rate).toBe(0.3)
  await setRate("0.1")

  const job = await eventually(
    () => startJob(`after-${Date.now()}`),
    ({ body }) => body.rate === 0.1,
  )

  await eventually(
    () => get(`/batch-service/jobs/${job.body.id}`),
    ({ body }) => body.status === "completed",
  )
  await setRate("0.3")
})

it("a malformed or missing parameter fails what needs it, and the log names it", async () => {
  await setRate("a lot")
  const malformed = await eventually(
    () => startJob(`malformed-${Date.now()}`),
    ({ status }) => status === 500,
  )
  expect(malformed.body.detail).not.toContain("discount-rate") // the log has it, a client need not know

  await clients.ssm.send(new DeleteParameterCommand({ Name: name }))
  expect(
    (
      await eventually(
        () => startJob(`missing-${Date.now()}`),
        ({ status }) => status === 500,
      )
    ).status,
  ).toBe(500)

  await setRate("0.3")
  await eventually(
    () => startJob(`mended-${Date.now()}`),
    ({ status }) => status === 201,
  )
})

it("a discount job takes the configured share off every bill that has no discount yet", async () => {
  await setRate("0.3")
  const customerId = await makeCustomer("Discounted")
  const productId = await makeProduct(9.99)
  const { body: bill } = await post("/billing-service/bills", {
    customerId,
    productItems: [
      { productId, quantity: 1 },
      { productId, quantity: 3 },
    ],
  })
  const campaign = `all-${Date.now()}`
  const started = await eventually(
    () => startJob(campaign),
    ({ status }) => status === 201 || status === 409,
  )
  expect(started.status).toBe(201)

  const { body: job } = await eventually(
    () => get(`/batch-service/jobs/${started.body.id}`),
    ({ body }) => body.status === "completed",
  )

  expect(job).toMatchObject({ type: "discount", campaign, failed: 0 })
  expect(job.read).toBe(job.written + job.skipped)
  const { body: discounted } = await get(`/billing-service/bills/${bill.id}`)
  // 30 % of 9.99 is 2.997 and of 29.97 is 8.991, each rounded on its line.
  expect(discounted.discount).toEqual({ rate: started.body.rate, amount: 11.99, campaign })
  expect(discounted).toMatchObject({ subtotal: 39.96, total: 27.97, version: 2 })
  expect((await startJob(campaign)).status).toBe(409)
})
