/** The billing service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { createBill } from "./handlers/create-bill.ts"
import { creditPaidBill } from "./handlers/credit-bill.ts"
import { deleteBill } from "./handlers/delete-bill.ts"
import { discountBills } from "./handlers/discount-bills.ts"
import { getBill } from "./handlers/get-bill.ts"
import { getHistory } from "./handlers/get-history.ts"
import { issueDraftBill } from "./handlers/issue-bill.ts"
import { listBills } from "./handlers/list-bills.ts"
import { payBill } from "./handlers/pay-bill.ts"
import { previewDiscounts } from "./handlers/preview-discounts.ts"
import { replaceBill } from "./handlers/replace-bill.ts"
import { undoDiscounts } from "./handlers/undo-discounts.ts"
import { voidIssuedBill } from "./handlers/void-bill.ts"

export const endpoints = [
  listBills,
  getBill,
  getHistory,
  createBill,
  replaceBill,
  deleteBill,
  issueDraftBill,
  payBill,
  voidIssuedBill,
  creditPaidBill,
  discountBills,
  undoDiscounts,
  previewDiscounts,
]

export const handler = httpService("billing-service", endpoints)
