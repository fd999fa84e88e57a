/** DELETE /customer-service/customers/{id} */
import { useMutation } from "@tanstack/react-query"
import { remove } from "../../../lib/api-client.ts"
import { customerPath } from "./customer-path.ts"

/** Deletes, or archives, a customer who is still in this version. */
export const useDeleteCustomer = (version: number | undefined) =>
  useMutation({
    mutationFn: (id: string) => remove(customerPath(id), { version }),
    meta: { deletes: "customers" },
  })
