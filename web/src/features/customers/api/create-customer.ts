/** POST /customer-service/customers */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Customer, CustomerInput } from "../types.ts"

export const useCreateCustomer = () =>
  useMutation({ mutationFn: (input: CustomerInput) => post<Customer>("/customer-service/customers", input) })
