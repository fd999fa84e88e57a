/** GET /customer-service/customers/{id} */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { get } from "../../../lib/api-client.ts"
import type { Customer } from "../types.ts"
import { customerPath } from "./customer-path.ts"

export const customerOptions = (id: string) =>
  queryOptions({
    queryKey: ["customers", "one", id],
    queryFn: ({ signal }) => get<Customer>(customerPath(id), { signal }),
  })

/** One customer; without an id nothing is asked. */
export const useCustomer = (id: string | undefined) =>
  useQuery({ ...customerOptions(id ?? ""), enabled: id !== undefined })
