/** npm run openapi: writes the description of the API, which functions/api-docs serves. */
import { writeFileSync } from "node:fs"
import { describeApi } from "../openapi/describe.ts"

const file = new URL("../../functions/api-docs/openapi.json", import.meta.url)

writeFileSync(file, `${JSON.stringify(describeApi(), null, 2)}\n`)
