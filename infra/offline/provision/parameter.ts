/** AWS::SSM::Parameter */
import { DeleteParameterCommand, PutParameterCommand } from "@aws-sdk/client-ssm"
import type { Clients } from "../clients.ts"
import { ignoring } from "./ignoring.ts"
import type { Physical } from "./intrinsics.ts"

type ParameterProperties = { Name: string; Type: "String"; Value: string; Description?: string }

/** Makes a parameter with its first value. One that exists keeps its value: somebody may have changed it. */
export async function ensureParameter(
  { ssm }: Clients,
  { Name, Type, Value, Description }: ParameterProperties,
): Promise<Physical> {
  await ssm
    .send(new PutParameterCommand({ Name, Type, Value, Description, Overwrite: false }))
    .catch(ignoring("ParameterAlreadyExists"))
  return { ref: Name, attributes: {} }
}

export async function removeParameter({ ssm }: Clients, { ref }: Physical): Promise<void> {
  await ssm.send(new DeleteParameterCommand({ Name: ref })).catch(ignoring("ParameterNotFound"))
}
