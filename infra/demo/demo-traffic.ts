/** What makes a new system move: a simulation of one invoice a second, and once a discount of everything there is. */

/** Starts them through the API at this address, unless they are there from a start before. */
export async function startDemoTraffic(api: string): Promise<void> {
  const simulations = await get<{ status: string }[]>(`${api}/producer-service/simulations?limit=100`)
  if (!simulations.some(({ status }) => status === "running")) {
    await post(`${api}/producer-service/simulations`, { rate: 1 })
  }
  const jobs = await get<unknown[]>(`${api}/batch-service/jobs?limit=1`)
  if (jobs.length === 0) await post(`${api}/batch-service/jobs`, { type: "discount", campaign: "welcome" })
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`POST ${url} answered ${response.status}: ${await response.text()}`)
}
