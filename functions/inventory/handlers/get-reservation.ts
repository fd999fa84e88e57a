/** GET /inventory-service/reservations/{billId} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { reservations } from "../reservations.ts"
import { reservation, reservationParams } from "../schema.ts"

export const getReservation = endpoint({
  method: "GET",
  path: "/inventory-service/reservations/{billId}",
  summary: "Gives what is set aside for a bill, or was given back.",
  params: reservationParams,
  answers: { 200: reservation },
  revalidates: true,
  async handle({ params }) {
    const found = await reservations.get(params.billId)
    if (!found) throw new NotFoundError("reservation", params.billId)
    return { status: 200, body: found }
  },
})
