/** POST /customer-service/customers */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Customer, CustomerInput } from "../types.ts"

/** Makes one customer for one `key`, however often it is sent. */
export const useCreateCustomer = (key: string) =>
  useMutation({
    mutationFn: (input: CustomerInput) => post<Customer>("/customer-service/customers", input, { key }),
  })
