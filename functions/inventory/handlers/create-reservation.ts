/** POST /inventory-service/reservations */
import { endpoint } from "../../shared/http/endpoint.ts"
import { reserveStock } from "../reserve-stock.ts"
import { reservation, reservationInput } from "../schema.ts"

export const createReservation = endpoint({
  method: "POST",
  path: "/inventory-service/reservations",
  summary: "Sets stock aside for a bill, all of it or nothing, and once for each bill.",
  body: reservationInput,
  answers: { 200: reservation, 201: reservation },
  async handle({ body }) {
    const { reservation, isNew } = await reserveStock(body, new Date().toISOString())
    const location = `/inventory-service/reservations/${encodeURIComponent(reservation.billId)}`
    return { status: isNew ? 201 : 200, body: reservation, headers: { location } }
  },
})
