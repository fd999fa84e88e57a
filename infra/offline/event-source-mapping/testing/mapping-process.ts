/** A process of its own with one windowed Kinesis mapping, for tests that kill it. Arguments: JSON. */
import { KinesisClient } from "@aws-sdk/client-kinesis"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { createInvokeClient, startEventSourceMappings } from "../index.ts"

/** What the process is told. */
export type MappingProcessArguments = {
  kinesisEndpoint: string
  lambdaEndpoint: string
  eventSourceArn: string
  checkpointFile: string
}

const given: MappingProcessArguments = JSON.parse(process.argv[2] ?? "")
const config = { region: "eu-central-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } }

await startEventSourceMappings(
  [
    {
      id: "Killed",
      functionName: "test",
      eventSourceArn: given.eventSourceArn,
      properties: { StartingPosition: "TRIM_HORIZON", BatchSize: 20, TumblingWindowInSeconds: 1 },
    },
  ],
  {
    clients: {
      kinesis: new KinesisClient({
        ...config,
        endpoint: given.kinesisEndpoint,
        requestHandler: new NodeHttpHandler(),
      }),
      lambda: createInvokeClient({ ...config, endpoint: given.lambdaEndpoint }),
    },
    checkpointFile: given.checkpointFile,
    pollIntervalMs: { kinesis: 20 },
  },
)
