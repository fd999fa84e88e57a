/** PUT /customer-service/customers/{id} */
import { useMutation } from "@tanstack/react-query"
import { put } from "../../../lib/api-client.ts"
import type { Customer, CustomerInput } from "../types.ts"
import { customerPath } from "./customer-path.ts"

export const useReplaceCustomer = (id: string) =>
  useMutation({ mutationFn: (input: CustomerInput) => put<Customer>(customerPath(id), input) })
