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
  return {
    get: <T>(path: string) => send<T>("GET", path),
    post: <T>(path: string, body: object) => send<T>("POST", path, body),
    put: <T>(path: string, body: object) => send<T>("PUT", path, body),
  }
}
