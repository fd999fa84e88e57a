/** DELETE /customer-service/customers/{id} */
import { useMutation } from "@tanstack/react-query"
import { remove } from "../../../lib/api-client.ts"
import { customerPath } from "./customer-path.ts"

export const useDeleteCustomer = () =>
  useMutation({ mutationFn: (id: string) => remove(customerPath(id)), meta: { deletes: "customers" } })
