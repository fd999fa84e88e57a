/** POST /billing-service/bills */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Bill, NewBillInput } from "../types.ts"

/** Makes one bill for one `key`, however often it is sent. */
export const useCreateBill = (key: string) =>
  useMutation({ mutationFn: (input: NewBillInput) => post<Bill>("/billing-service/bills", input, { key }) })
