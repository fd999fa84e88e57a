/** DELETE /billing-service/bills/{id} */
import { useMutation } from "@tanstack/react-query"
import { remove } from "../../../lib/api-client.ts"
import { billPath } from "./bill-path.ts"

/** Deletes a draft that is still in this version. */
export const useDeleteBill = (version: number | undefined) =>
  useMutation({
    mutationFn: (id: string) => remove(billPath(id), { version }),
    meta: { deletes: "bills" },
  })
