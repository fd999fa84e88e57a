/**
 * A bound on the calls that this process has under way at another service. More of them would only wait there, with
 * their time running out; here they wait before it begins.
 */

const most = 24

const waiting = new Map<string, { running: number; queue: (() => void)[] }>()

/** Does the work when fewer than 24 others are under way for this service. */
export async function fewAtOnce<T>(service: string, work: () => Promise<T>): Promise<T> {
  const state = waiting.get(service) ?? { running: 0, queue: [] }
  waiting.set(service, state)
  if (state.running >= most) await new Promise<void>(resolve => state.queue.push(resolve))
  else state.running++
  try {
    return await work()
  } finally {
    // The next one takes the place over, if there is one.
    const next = state.queue.shift()
    if (next) next()
    else state.running--
  }
}
