import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readBatchItemFailures } from "./batch-item-failures.ts"

const BATCH = ["9", "10", "11", "100"]
const failures = (...ids: unknown[]) => ({
  batchItemFailures: ids.map(itemIdentifier => ({ itemIdentifier })),
})

describe("answers under ReportBatchItemFailures", () => {
  it.each([[null], [""], [[]], [{}], [failures()], [{ batchItemFailures: null }], [{ state: {} }]])(
    "section 4, rule 2: %j is complete success",
    answer => {
      expect(readBatchItemFailures(answer, BATCH)).toEqual({ kind: "success" })
    },
  )

  it.each([
    [failures("")],
    [failures(null)],
    [{ batchItemFailures: [{ foo: 123 }] }],
    [{ batchItemFailures: [{ foo: null }] }],
    [failures("12")],
    [failures(10)],
    [{ batchItemFailures: [null] }],
    [{ batchItemFailures: ["10"] }],
  ])("section 4, rule 3: %j is complete failure", answer => {
    expect(readBatchItemFailures(answer, BATCH).kind).toBe("failure")
  })

  it("section 4, rule 4: the lowest number counts, by value and not by text", () => {
    expect(readBatchItemFailures(failures("100", "10"), BATCH)).toEqual({ kind: "partial", from: 1 })
    expect(readBatchItemFailures(failures("100"), BATCH)).toEqual({ kind: "partial", from: 3 })
  })

  it("section 4, rule 4: when the first record failed there is no progress", () => {
    expect(readBatchItemFailures(failures("100", "9"), BATCH).kind).toBe("failure")
  })

  it("section 4, rule 5: valid and invalid ids in one list are complete failure", () => {
    expect(readBatchItemFailures(failures("10", "12"), BATCH).kind).toBe("failure")
  })

  it.each([["text"], [0], [false], [[1]], [{ batchItemFailures: {} }], [Symbol("no JSON")]])(
    "section 4, rule 8: any other form is complete failure",
    answer => {
      expect(readBatchItemFailures(answer, BATCH).kind).toBe("failure")
    },
  )

  it("is partial at the least index for every list of ids of the batch", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 1 }), indexes => {
        const result = readBatchItemFailures(failures(...indexes.map(index => BATCH[index])), BATCH)

        const least = Math.min(...indexes)
        expect(result.kind === "partial" ? result.from : 0).toBe(least)
      }),
    )
  })
})
