/** DELETE /producer-service/simulations/{id} */
import { useMutation } from "@tanstack/react-query"
import { remove } from "../../../lib/api-client.ts"

export const useStopSimulation = () =>
  useMutation({
    mutationFn: (id: string) => remove(`/producer-service/simulations/${encodeURIComponent(id)}`),
  })
