/** One round of health checks over all registered instances. */
import { checkInstance } from "./check-instance.ts"
import { listRegistrations, type Registration, setHealth } from "./registrations.ts"
import { type Check, checkId, checks } from "./repository.ts"

/** Instances that are checked at the same time, at most. */
const atOnce = 20

/** A check older than this, in milliseconds, says nothing about the time in between: the status counts anew. */
const longestGap = 3 * 60_000

type Candidate = { serviceId: string; service: string; instance: Registration & { url: string } }

/**
 * Checks every instance that has a url, tells Cloud Map where it sees that otherwise, and stores what was seen.
 * Gives the ids (`<service>#<instance>`) of those that are down.
 */
export async function checkAll(timeoutMs: number): Promise<string[]> {
  const candidates = (await listRegistrations()).flatMap(({ serviceId, name, instances }) =>
    instances.flatMap(({ url, ...rest }): Candidate[] =>
      url === null ? [] : [{ serviceId, service: name, instance: { ...rest, url } }],
    ),
  )
  const before = await checks.getMany(candidates.map(idOf))
  const down: string[] = []
  const waiting = candidates.values()
  const work = async () => {
    for (const candidate of waiting) {
      const check = await checkOne(candidate, before.get(idOf(candidate)), timeoutMs)
      if (check.status === "DOWN") down.push(check.id)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return down
}

const idOf = ({ service, instance }: Candidate): string => checkId(service, instance.id)

async function checkOne(candidate: Candidate, before: Check | undefined, timeoutMs: number): Promise<Check> {
  const { serviceId, instance } = candidate
  const { isUp, responseMs } = await checkInstance(instance.url, timeoutMs)
  if (instance.isHealthy !== null && instance.isHealthy !== isUp)
    await setHealth(serviceId, instance.id, isUp)

  const status = isUp ? "UP" : "DOWN"
  const checkedAt = new Date().toISOString()
  const isSame = before?.status === status && Date.now() - Date.parse(before.checkedAt) < longestGap
  const check: Check = {
    id: idOf(candidate),
    status,
    since: isSame ? before.since : checkedAt,
    checkedAt,
    responseMs,
  }
  await checks.save(check)
  return check
}
