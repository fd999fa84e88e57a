/** DELETE /inventory-service/reservations/{billId} */
import { endpoint } from "../../shared/http/endpoint.ts"
import { reservations } from "../reservations.ts"
import { reservationParams } from "../schema.ts"

export const releaseReservation = endpoint({
  method: "DELETE",
  path: "/inventory-service/reservations/{billId}",
  summary: "Gives the stock of a bill back, once. A reservation that comes later for that bill is refused.",
  params: reservationParams,
  answers: { 204: null },
  async handle({ params }) {
    await reservations.release(params.billId, new Date().toISOString())
    return { status: 204 }
  },
})
