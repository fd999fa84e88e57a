/** DELETE /billing-service/bills/{id} */
import { useMutation } from "@tanstack/react-query"
import { remove } from "../../../lib/api-client.ts"
import { billPath } from "./bill-path.ts"

export const useDeleteBill = () =>
  useMutation({ mutationFn: (id: string) => remove(billPath(id)), meta: { deletes: "bills" } })
