/** GET /registry-service/configuration */
import { type Parameter, paginateGetParametersByPath } from "@aws-sdk/client-ssm"
import * as z from "zod"
import { ssm } from "../../shared/aws/ssm.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { stage } from "../../shared/stage.ts"
import { type ConfigurationValue, configurationValue } from "../schema.ts"

export const listConfiguration = endpoint({
  method: "GET",
  path: "/registry-service/configuration",
  summary: "Lists the configuration in force, by service and name. A secret has no value here.",
  answers: { 200: z.array(configurationValue) },
  async handle() {
    const path = `/facturo/${stage()}/`
    const values: ConfigurationValue[] = []
    // Without decryption, a secret never leaves SSM.
    const query = { Path: path, Recursive: true, WithDecryption: false, MaxResults: 10 }
    for await (const page of paginateGetParametersByPath({ client: ssm }, query)) {
      for (const parameter of page.Parameters ?? []) values.push(present(parameter, path))
    }
    const key = ({ service, name }: ConfigurationValue) => `${service}/${name}`
    return { status: 200, body: values.sort((a, b) => (key(a) < key(b) ? -1 : 1)) }
  },
})

function present({ Name = "", Type, Value, LastModifiedDate, Version }: Parameter, path: string) {
  const [service = "", ...name] = Name.slice(path.length).split("/")
  const isSecret = Type === "SecureString"
  return {
    service,
    name: name.join("/"),
    value: isSecret ? null : (Value ?? ""),
    isSecret,
    changedAt: LastModifiedDate?.toISOString() ?? null,
    version: Version ?? 0,
  }
}
