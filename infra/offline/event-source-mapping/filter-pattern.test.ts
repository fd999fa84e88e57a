import { describe, expect, it } from "vitest"
import { compileFilters } from "./filter-pattern.ts"

const criteria = (...patterns: unknown[]) => ({
  Filters: patterns.map(pattern => ({ Pattern: JSON.stringify(pattern) })),
})
const matches = (pattern: unknown, data: unknown) =>
  compileFilters(criteria({ data: pattern }), "kinesis")?.({ data })

describe("filter patterns", () => {
  it.each([
    [{ type: ["buy"] }, { type: "buy" }, true],
    [{ type: ["buy"] }, { type: "sell" }, false],
    [{ type: ["buy", "sell"] }, { type: "sell" }, true],
    [{ type: ["buy"], total: [5] }, { type: "buy", total: 6 }, false],
    [{ order: { type: ["buy"] } }, { order: { type: "buy", stock: "X" } }, true],
    [{ order: { type: ["buy"] } }, { order: "buy" }, false],
    [{ total: [5] }, { total: "5" }, false],
    [{ note: [null] }, { note: null }, true],
    [{ note: [null] }, {}, false],
    [{ note: [""] }, { note: "" }, true],
    [{ paid: [true] }, { paid: true }, true],
    [{ tags: ["new"] }, { tags: ["old", "new"] }, true],
    [{ items: { sku: ["a"] } }, { items: [{ sku: "b" }, { sku: "a" }] }, true],
    [{ name: [{ prefix: "AB" }] }, { name: "ABC" }, true],
    [{ name: [{ prefix: "AB" }] }, { name: "XAB" }, false],
    [{ name: [{ suffix: "BC" }] }, { name: "ABC" }, true],
    [{ name: [{ "equals-ignore-case": "abc" }] }, { name: "ABC" }, true],
    [{ name: [{ "anything-but": ["a", "b"] }] }, { name: "c" }, true],
    [{ name: [{ "anything-but": ["a", "b"] }] }, { name: "a" }, false],
    [{ name: [{ "anything-but": "a" }] }, {}, false],
    [{ name: [{ "anything-but": { prefix: "A" } }] }, { name: "AB" }, false],
    [{ total: [{ numeric: ["=", 5] }] }, { total: 5.0 }, true],
    [{ total: [{ numeric: [">", 10, "<=", 20] }] }, { total: 20 }, true],
    [{ total: [{ numeric: [">", 10, "<=", 20] }] }, { total: 10 }, false],
    [{ total: [{ numeric: [">", 1] }] }, { total: "5" }, false],
    [{ name: [{ exists: true }] }, { name: null }, true],
    [{ name: [{ exists: true }] }, {}, false],
    [{ name: [{ exists: false }] }, {}, true],
    [{ name: [{ exists: false }] }, { name: "a" }, false],
    [{ name: [{ exists: true }] }, { name: { nested: 1 } }, false],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { a: 2, b: 1 }, false],
    [{ c: [3], $or: [{ a: [1] }, { b: [2] }] }, { a: 1 }, false],
  ])("%j on %j gives %s", (pattern, data, expected) => {
    expect(matches(pattern, data)).toBe(expected)
  })

  it("several filters: any of them lets a record through", () => {
    const filter = compileFilters(criteria({ data: { a: [1] } }, { data: { b: [2] } }), "kinesis")

    expect([{ a: 1 }, { b: 2 }, { c: 3 }].map(data => filter?.({ data }))).toEqual([true, true, false])
  })

  it("Kinesis data that is no JSON never matches a pattern on data, not even exists: false", () => {
    expect(matches({ a: [{ exists: true }] }, undefined)).toBe(false)
    expect(matches({ a: [{ exists: false }] }, undefined)).toBe(false)
  })

  it("DynamoDB patterns look at the whole record, where numbers are text", () => {
    const record = { eventName: "MODIFY", dynamodb: { NewImage: { total: { N: "7" }, id: { S: "b-1" } } } }
    const test = (pattern: unknown) => compileFilters(criteria(pattern), "dynamodb")?.(record)

    expect(test({ eventName: ["INSERT", "MODIFY"] })).toBe(true)
    expect(test({ dynamodb: { NewImage: { id: { S: [{ prefix: "b-" }] } } } })).toBe(true)
    expect(test({ dynamodb: { NewImage: { total: { N: [{ numeric: ["=", 7] }] } } } })).toBe(false)
    expect(test({ dynamodb: { NewImage: { total: { N: ["7"] } } } })).toBe(true)
    expect(test({ dynamodb: { OldImage: { total: { N: ["7"] } } } })).toBe(false)
  })

  it("no filters let everything through", () => {
    expect(compileFilters(undefined, "kinesis")).toBeUndefined()
    expect(compileFilters({ Filters: [] }, "kinesis")).toBeUndefined()
  })

  it.each([
    ["no JSON", { Filters: [{ Pattern: "{" }] }],
    ["no pattern", { Filters: [{}] }],
    ["a list", criteria([1])],
    ["an empty object", criteria({})],
    ["a value outside of a list", criteria({ data: { a: 1 } })],
    ["an empty list", criteria({ data: { a: [] } })],
    ["an unknown operator", criteria({ data: { a: [{ like: "x" }] } })],
    ["a broken range", criteria({ data: { a: [{ numeric: [">", "5"] }] } })],
    ["plain text patterns on Kinesis data", criteria({ data: ["text"] })],
    ["other keys than data on Kinesis", criteria({ partitionKey: ["1"] })],
    [
      "other keys than data in an alternative on Kinesis",
      criteria({ $or: [{ data: { a: [1] } }, { b: [1] }] }),
    ],
    ["more than ten", criteria(...Array(11).fill({ data: { a: [1] } }))],
    ["more than 4096 characters", criteria({ data: { a: ["x".repeat(4096)] } })],
  ])("%s is refused in AWS's words", (_case, wrong) => {
    expect(() => compileFilters(wrong, "kinesis")).toThrow("Invalid filter pattern definition.")
  })
})
