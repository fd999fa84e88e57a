/** SDK clients of the running cloud. */
import { createClients } from "../../infra/offline/clients.ts"
import { system } from "./client.ts"

process.env.AWS_ENDPOINT_URL = system.cloudUrl
process.env.AWS_ENDPOINT_URL_LAMBDA = system.lambdaUrl
process.env.AWS_REGION ??= "eu-west-1"
process.env.AWS_ACCESS_KEY_ID ??= "test"
process.env.AWS_SECRET_ACCESS_KEY ??= "test"

export const clients = createClients()
