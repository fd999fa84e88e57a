/** POST /billing-service/bills/{id}/issue, /void and /credit-notes */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Bill } from "../types.ts"
import { billPath } from "./bill-path.ts"

/** Takes a bill to its next state. Gives the bill, or the credit note that was made of it. */
export const useChangeBill = (id: string, to: "issue" | "void" | "credit-notes") =>
  useMutation({ mutationFn: (key: string) => post<Bill>(billPath(id, to), undefined, { key }) })
