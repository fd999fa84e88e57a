/** POST /billing-service/bills */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Bill, BillInput } from "../types.ts"

export const useCreateBill = () =>
  useMutation({ mutationFn: (input: BillInput) => post<Bill>("/billing-service/bills", input) })
