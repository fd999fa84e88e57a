/** Makes the simulations send at one rate: starts one at that rate, then stops those that ran before. */
import { useMutation } from "@tanstack/react-query"
import { post, remove } from "../../../lib/api-client.ts"
import type { Simulation } from "../types.ts"

type Change = { rate: number | string; running: Pick<Simulation, "id">[] }

/** A rate of 0 starts none. The new one runs before the old ones end, so that the stream never pauses. */
export const useSetRate = () =>
  useMutation({
    mutationFn: async ({ rate, running }: Change) => {
      if (Number(rate) !== 0) await post<Simulation>("/producer-service/simulations", { rate })
      await Promise.all(
        running.map(({ id }) => remove(`/producer-service/simulations/${encodeURIComponent(id)}`)),
      )
    },
  })
