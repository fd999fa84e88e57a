/** POST /billing-service/bills/{id}/payments */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Bill, PaymentInput } from "../types.ts"
import { billPath } from "./bill-path.ts"

/** Records one payment for one `key`, however often it is sent. */
export const usePayBill = (id: string, key: string) =>
  useMutation({
    mutationFn: (payment: PaymentInput) => post<Bill>(billPath(id, "payments"), payment, { key }),
  })
