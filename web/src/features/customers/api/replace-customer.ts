/** PUT /customer-service/customers/{id} */
import { useMutation } from "@tanstack/react-query"
import { put } from "../../../lib/api-client.ts"
import type { Customer, CustomerInput } from "../types.ts"
import { customerPath } from "./customer-path.ts"

/** Replaces a customer who is still in the version that was read. */
export const useReplaceCustomer = (id: string) =>
  useMutation({
    mutationFn: ({ input, version }: { input: CustomerInput; version: number }) =>
      put<Customer>(customerPath(id), input, { version }),
  })
