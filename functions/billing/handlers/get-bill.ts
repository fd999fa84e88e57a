/** GET /billing-service/bills/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { type Answer, endpoint } from "../../shared/http/endpoint.ts"
import { headerOf } from "../../shared/http/headers.ts"
import { billDocument } from "../bill-document.ts"
import { presentBills } from "../present-bills.ts"
import { bills } from "../repository.ts"
import { bill, billParams } from "../schema.ts"

export const getBill = endpoint({
  method: "GET",
  path: "/billing-service/bills/{id}",
  summary:
    "Gives one bill; as a PDF to send when the id is followed by `.pdf`, by `Accept-Language` in French.",
  params: billParams,
  answers: { 200: bill },
  media: { 200: "application/pdf" },
  async handle({ params, event }): Promise<Answer> {
    // API Gateway has no path like /bills/{id}.pdf: a part of a path is a parameter as a whole.
    if (/.\.pdf$/s.test(params.id)) return billDocument(params.id, headerOf(event, "accept-language"))
    const found = await bills.get(params.id)
    if (!found) throw new NotFoundError("bill", params.id)
    const [presented] = await presentBills([found])
    return { status: 200, body: presented }
  },
})
