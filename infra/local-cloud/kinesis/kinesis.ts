/** Kinesis Data Streams, our own: exact about closed shards and lag, and what it acknowledged survives a kill. */
import { join } from "node:path"
import { jsonService } from "../protocol/json-service.ts"
import { getOperations } from "./get-records.ts"
import { putOperations } from "./put-records.ts"
import { shardOperations } from "./shards.ts"
import { openKinesisStore } from "./store.ts"
import { streamOperations } from "./streams.ts"
import { startTrimming } from "./trim.ts"

/** Serves Kinesis from the SQLite file in `dataDir`. */
export function startKinesis(dataDir: string) {
  const store = openKinesisStore(join(dataDir, "kinesis.sqlite"))
  const stopTrimming = startTrimming(store)
  const operations = {
    ...streamOperations(store),
    ...shardOperations(store),
    ...putOperations(store),
    ...getOperations(store),
  }
  return {
    handle: jsonService({ name: "Kinesis", contentType: "application/x-amz-json-1.1", operations }),
    stop: () => {
      stopTrimming()
      store.close()
    },
  }
}
