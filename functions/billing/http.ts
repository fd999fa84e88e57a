/** The billing service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { createBill } from "./handlers/create-bill.ts"
import { deleteBill } from "./handlers/delete-bill.ts"
import { discountBills } from "./handlers/discount-bills.ts"
import { getBill } from "./handlers/get-bill.ts"
import { listBills } from "./handlers/list-bills.ts"
import { replaceBill } from "./handlers/replace-bill.ts"

export const handler = httpService("billing-service", [
  listBills,
  getBill,
  createBill,
  replaceBill,
  deleteBill,
  discountBills,
])
