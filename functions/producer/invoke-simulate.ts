/** Starts a runner of a simulation, beside whatever is going on. */
import { InvokeCommand } from "@aws-sdk/client-lambda"
import { lambda } from "../shared/aws/lambda.ts"
import { resourceName } from "../shared/stage.ts"

/** What the function `simulate` is called with, by the schedule (no id) or for one simulation. */
export type SimulateEvent = { simulationId?: string }

/** Invokes the function `simulate` for one simulation, without waiting for it. */
export async function invokeSimulate(simulationId: string): Promise<void> {
  const event: SimulateEvent = { simulationId }
  await lambda.send(
    new InvokeCommand({
      FunctionName: resourceName("simulate"),
      InvocationType: "Event",
      Payload: JSON.stringify(event),
    }),
  )
}
