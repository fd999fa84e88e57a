import { describe, expect, it } from "vitest"
import { call, get, post } from "./client.ts"

const fieldsOf = (body: { errors?: { path: string }[] }) => body.errors?.map(fault => fault.path)

describe("what cannot be understood is refused, with the field named, and never a 5xx", () => {
  it.each([
    ["/producer-service/simulations", {}, "rate"],
    ["/producer-service/simulations", { rate: 0 }, "rate"],
    ["/producer-service/simulations", { rate: "fast" }, "rate"],
    ["/producer-service/simulations", { rate: 1e9 }, "rate"],
    ["/producer-service/simulations", { rate: 1, seconds: -1 }, "seconds"],
    ["/producer-service/simulations", { rate: 1, forever: true }, "forever"],
    ["/batch-service/jobs", {}, "type"],
    ["/batch-service/jobs", { type: "gift" }, "type"],
    ["/batch-service/jobs", { type: "discount", rate: 0 }, "rate"],
    ["/batch-service/jobs", { type: "discount", rate: 1.5 }, "rate"],
    ["/batch-service/jobs", { type: "discount", rate: "x" }, "rate"],
    ["/batch-service/jobs", { type: "discount", campaign: "" }, "campaign"],
  ])("POST %s %j", async (path, body, field) => {
    const answer = await post(path, body)

    expect(answer.status).toBe(422)
    expect(fieldsOf(answer.body)).toContain(field)
  })

  it.each([
    ["/analytics-service/windows?last=0", "last"],
    ["/analytics-service/windows?last=86401", "last"],
    ["/analytics-service/windows?last=x", "last"],
    ["/analytics-service/windows?first=1", "first"],
    ["/export-service/exports/yesterday.csv", "file"],
    ["/producer-service/simulations?limit=0", "limit"],
    ["/batch-service/jobs?cursor=%00", "cursor"],
    ["/billing-service/bills?customerId=", "customerId"],
    ["/billing-service/bills?limit=1000", "limit"],
  ])("GET %s", async (path, field) => {
    const answer = await get(path)

    expect(answer.status).toBe(422)
    expect(fieldsOf(answer.body)).toContain(field)
  })

  it.each([
    "/export-service/exports/2026-13-45.csv",
    "/export-service/exports/1999-01-01.csv",
    "/producer-service/simulations/unknown",
    "/batch-service/jobs/unknown",
    "/billing-service/bills/unknown",
    `/billing-service/bills/${"x".repeat(65)}`,
    "/customer-service/customers/%20",
  ])("GET %s is 404 or 422", async path => {
    const answer = await get(path)

    expect([404, 422]).toContain(answer.status)
    expect(answer.headers.get("content-type")).toBe("application/problem+json")
  })

  it.each([
    "/customer-service/customers",
    "/inventory-service/products",
    "/billing-service/bills",
    "/producer-service/simulations",
    "/batch-service/jobs",
  ])("POST %s with what is no JSON", async path => {
    for (const body of ["", "{", "undefined", '{"a":1,}', "\u0000", '"\ud800"']) {
      expect([body, (await call("POST", path, body)).status]).toEqual([
        body,
        expect.toSatisfy((s: number) => s === 400 || s === 422),
      ])
    }
  })

  it("nobody learns from an error how things are inside", async () => {
    const { text } = await post("/billing-service/bills", { customerId: { $ne: 1 }, productItems: "x" })

    expect(text).not.toMatch(/node_modules|\.ts|at Object|Exception/)
  })
})
