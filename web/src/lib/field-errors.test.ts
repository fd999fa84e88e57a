import "../testing/english.ts"
import { expect, test } from "vitest"
import { fieldErrors } from "./field-errors.ts"
import { ApiError, UnreachableError } from "./problem.ts"

const known = (path: string) => (["name", "email"].includes(path) ? path : undefined)
const refused = (faults: { path: string; message: string }[]) =>
  new ApiError(422, "Validation failed", "It is not valid.", faults)

test("a fault goes to its field, as a sentence; the first one counts", () => {
  const error = refused([
    { path: "email", message: "must be an email address" },
    { path: "email", message: "must not be empty" },
  ])

  expect(fieldErrors(error, known)).toEqual({ fields: { email: "Must be an email address" }, others: [] })
})

test("a fault without a field of the form is still told, with its place", () => {
  const error = refused([
    { path: "vat", message: "is not known here" },
    { path: "", message: "is too much" },
  ])

  expect(fieldErrors(error, known)).toEqual({ fields: {}, others: ["vat: is not known here", "Is too much"] })
})

test("a refusal without faults is told by its detail", () => {
  expect(fieldErrors(refused([]), known).others).toEqual(["It is not valid."])
})

test("an API that cannot be reached is told as well", () => {
  expect(fieldErrors(new UnreachableError(), known).others).toEqual(["The API does not answer."])
})
