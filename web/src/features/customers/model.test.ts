import "../../testing/english.ts"
import { expect, test } from "vitest"
import { checkForm, toInput } from "./model.ts"

test("a name and an email are needed; whether the email is one, the API tells", () => {
  expect(checkForm({ name: " ", email: "" })).toEqual({
    name: "Must not be empty",
    email: "Must not be empty",
  })
  expect(checkForm({ name: "Ada", email: "nobody" })).toEqual({})
})

test("what is sent has no spaces around it", () => {
  expect(toInput({ name: " Ada ", email: " ada@example.com " })).toEqual({
    name: "Ada",
    email: "ada@example.com",
  })
})
