/** AWS Cloud Map (servicediscovery) with HTTP namespaces, our own. */
import { join } from "node:path"
import { jsonService } from "../protocol/json-service.ts"
import { discoverOperations } from "./discover.ts"
import { instanceOperations } from "./instances.ts"
import { namespaceOperations } from "./namespaces.ts"
import { serviceOperations } from "./services.ts"
import { openCloudMapStore } from "./store.ts"

/** Serves Cloud Map from the SQLite file in `dataDir`. */
export function startCloudMap(dataDir: string) {
  const store = openCloudMapStore(join(dataDir, "cloud-map.sqlite"))
  const operations = {
    ...namespaceOperations(store),
    ...serviceOperations(store),
    ...instanceOperations(store),
    ...discoverOperations(store),
  }
  return {
    handle: jsonService({ name: "Cloud Map", contentType: "application/x-amz-json-1.1", operations }),
    stop: () => store.close(),
  }
}
