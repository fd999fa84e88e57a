/** Makes the simulations send at one rate: starts one at that rate, then stops those that ran before. */
import { useMutation } from "@tanstack/react-query"
import { getPage, post, remove } from "../../../lib/api-client.ts"
import type { Simulation } from "../types.ts"

/** A rate of 0 starts none. The new one runs before the old ones end, so that the stream never pauses. */
export const useSetRate = () =>
  useMutation({
    // What runs is asked when it is to be stopped: what the page knew may have ended, or have been undone.
    mutationFn: async (rate: number | string) => {
      const { items } = await getPage<Simulation>("/producer-service/simulations")
      if (Number(rate) !== 0) await post<Simulation>("/producer-service/simulations", { rate })
      await Promise.all(
        items
          .filter(({ status }) => status === "running")
          .map(({ id }) => remove(`/producer-service/simulations/${encodeURIComponent(id)}`)),
      )
    },
  })
