/** Requests by which a browser test makes what it needs, through the API and never beside it. */

export type Thing = { id: string; name: string; version: number }

/** Each throws an Error with what the API said when it does not do what was asked. */
export function api(apiUrl: string) {
  const send = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }
  const post = <T>(path: string, body: object) => send<T>("POST", path, body)
  return {
    get: <T>(path: string) => send<T>("GET", path),
    post,
    put: <T>(path: string, body: object) => send<T>("PUT", path, body),
    remove: (path: string) => send<void>("DELETE", path),

    /** A customer and a product, which is what the invoices of a simulation are made of. */
    async makeSimulable() {
      await post("/customer-service/customers", { name: "Hedy", email: `hedy.${Date.now()}@example.com` })
      await post("/inventory-service/products", { name: "Radio", price: 25, quantity: 5 })
    },
  }
}
