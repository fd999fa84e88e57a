/** PUT /billing-service/bills/{id} */
import { useMutation } from "@tanstack/react-query"
import { put } from "../../../lib/api-client.ts"
import type { Bill, BillInput } from "../types.ts"
import { billPath } from "./bill-path.ts"

/** Replaces a draft that is still in the version that was read. */
export const useReplaceBill = (id: string) =>
  useMutation({
    mutationFn: ({ input, version }: { input: BillInput; version: number }) =>
      put<Bill>(billPath(id), input, { version }),
  })
