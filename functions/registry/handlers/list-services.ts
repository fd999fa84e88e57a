/** GET /registry-service/services */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { listRegistrations, type Registration } from "../registrations.ts"
import { type Check, checkId, checks } from "../repository.ts"
import { type RegisteredService, registeredService } from "../schema.ts"

/** How long an answer is given again, in milliseconds: one costs a call to Cloud Map for each service. */
const cacheTime = Number(process.env.DISCOVERY_CACHE_SECONDS ?? 2) * 1000

let cached: { services: Promise<RegisteredService[]>; until: number } | undefined

export const listServices = endpoint({
  method: "GET",
  path: "/registry-service/services",
  summary: "Lists the registered services: where their instances are, how healthy, and since when.",
  answers: { 200: z.array(registeredService) },
  async handle() {
    if (!cached || cached.until <= Date.now()) {
      cached = { services: readServices(), until: Date.now() + cacheTime }
      // A failure is for those who asked just now, not for those who ask next.
      cached.services.catch(() => (cached = undefined))
    }
    return { status: 200, body: await cached.services }
  },
})

async function readServices(): Promise<RegisteredService[]> {
  const services = await listRegistrations()
  const seen = await checks.getMany(
    services.flatMap(({ name, instances }) => instances.map(({ id }) => checkId(name, id))),
  )
  return services.map(({ name, instances }) => ({
    name,
    instances: instances.map(instance => describe(instance, seen.get(checkId(name, instance.id)))),
  }))
}

/** Cloud Map decides who is handed out, so its "unhealthy" is DOWN even where no check of ours has said so yet. */
function describe(
  { id, url, isHealthy }: Registration,
  check: Check | undefined,
): RegisteredService["instances"][number] {
  const status = isHealthy === false ? "DOWN" : (check?.status ?? "UNKNOWN")
  return {
    id,
    url,
    status,
    since: check?.status === status ? check.since : null,
    checkedAt: check?.checkedAt ?? null,
    responseMs: check?.responseMs ?? null,
  }
}
