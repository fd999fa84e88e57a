/**
 * Our Cloud Map alone, beside a cloud that has none: node infra/deploy/serve-cloud-map.ts --port 4567 --data <folder>
 * Needs Node and this repository's sources, and no package.
 */
import { mkdirSync } from "node:fs"
import { parseArgs } from "node:util"
import { startCloudMap } from "../local-cloud/cloud-map/cloud-map.ts"
import { openFrontDoor } from "../local-cloud/front-door.ts"

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4567" },
    host: { type: "string", default: "127.0.0.1" },
    data: { type: "string", default: ".facturo/cloud-map" },
  },
})

mkdirSync(values.data, { recursive: true })
const cloudMap = startCloudMap(values.data)
const door = await openFrontDoor(values.host, Number(values.port), (request, response) => {
  if (request.url === "/health") response.end('{"status":"UP"}')
  else cloudMap.handle(request, response)
})
console.log(JSON.stringify({ port: door.port }))

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, async () => {
    await door.close()
    cloudMap.stop()
    process.exit(0)
  })
}
