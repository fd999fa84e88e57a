/** AWS Lambda's event source mappings for Kinesis and DynamoDB streams, in front of any Lambda Invoke API. */
import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import type { KinesisClient } from "@aws-sdk/client-kinesis"
import type { LambdaClient } from "@aws-sdk/client-lambda"
import type { S3Client } from "@aws-sdk/client-s3"
import { DEFAULT_CHOICES, type EmulationChoices } from "./choices.ts"
import { type Clock, systemClock } from "./clock.ts"
import { createFailureSender, type MessageSender } from "./destinations/send-failure.ts"
import { createInvoker } from "./invoke.ts"
import type { Log } from "./log.ts"
import { startMappingRun } from "./mapping-run.ts"
import { mappingUuid } from "./mapping-uuid.ts"
import { type MappingSettings, parseSettings } from "./settings.ts"
import { InvalidParameterValueException, ResourceConflictException } from "./settings-errors.ts"
import { createDynamoDbSource } from "./sources/dynamodb-streams.ts"
import { createKinesisSource } from "./sources/kinesis.ts"
import { openSqliteCheckpoints } from "./sqlite-checkpoints.ts"
import type { MappingStatus } from "./status.ts"
import { parseArn } from "./stream-source.ts"

export { createInvokeClient } from "./invoke.ts"

/**
 * One `AWS::Lambda::EventSourceMapping`. `id` is stable from run to run (such as its logical id), checkpoints
 * hang on it; `properties` are the resource's, without intrinsic functions.
 */
export type MappingDefinition = {
  id: string
  functionName: string
  eventSourceArn: string
  properties: Record<string, unknown>
}

/** The clients that the mappings need: those of the sources and destinations that are used. */
export type MappingClients = {
  lambda: LambdaClient
  kinesis?: KinesisClient
  dynamodbStreams?: DynamoDBStreamsClient
  s3?: S3Client
}

/**
 * `checkpointFile` is a SQLite file. `roleArn` and `region` appear in records; the region of the source's ARN
 * is taken otherwise. `sendMessage` delivers to SQS and SNS. Intervals in milliseconds: polling of an idle
 * shard (AWS: 1000 and 250), looking for new shards, and how long stop() waits for a batch in flight.
 */
export type MappingOptions = {
  clients: MappingClients
  checkpointFile: string
  roleArn?: string
  region?: string
  log?: Log
  sendMessage?: MessageSender
  pollIntervalMs?: { kinesis?: number; dynamodb?: number }
  discoveryIntervalMs?: number
  stopWithinMs?: number
  choices?: Partial<EmulationChoices>
  clock?: Clock
}

/** Running mappings. After stop() nothing is invoked any more and all checkpoints are written. */
export type EventSourceMappings = { stop(): Promise<void>; status(): MappingStatus[] }

/**
 * Starts all mappings. Resolves when each knows where its shards begin (records written afterwards are seen
 * also from LATEST); a stream that cannot be reached is waited for in the background. Rejects, with nothing
 * left running, with AWS's errors: ValidationException and InvalidParameterValueException for settings,
 * ResourceConflictException for a pair of function and source that comes twice.
 */
export async function startEventSourceMappings(
  definitions: MappingDefinition[],
  options: MappingOptions,
): Promise<EventSourceMappings> {
  const clock = options.clock ?? systemClock
  const parsed = definitions.map(definition => {
    const settings = parseSettings(definition.eventSourceArn, definition.properties, clock.now())
    checkSender(settings, options)
    return { definition, settings }
  })
  refuseConflicts(definitions)
  const checkpoints = openSqliteCheckpoints(options.checkpointFile)
  const runs = parsed.map(({ definition, settings }) =>
    startMappingRun({
      ...definition,
      ...partsOf(definition, settings, options, clock),
      settings,
      checkpoints,
      clock,
      choices: { ...DEFAULT_CHOICES, ...options.choices },
      log: options.log ?? (() => {}),
      discoveryIntervalMs: options.discoveryIntervalMs ?? 10_000,
      stopWithinMs: options.stopWithinMs ?? 2_000,
    }),
  )
  const stop = async () => {
    await Promise.all(runs.map(run => run.stop()))
    checkpoints.close()
  }
  try {
    await Promise.all(runs.map(run => run.ready))
  } catch (error) {
    await stop()
    throw error
  }
  let stopped: Promise<void> | undefined
  return {
    stop: () => {
      stopped ??= stop()
      return stopped
    },
    status: () => runs.map(run => run.status()),
  }
}

/** The parts of a mapping that do I/O. */
function partsOf(
  definition: MappingDefinition,
  settings: MappingSettings,
  options: MappingOptions,
  clock: Clock,
) {
  const { id, functionName, eventSourceArn } = definition
  const uuid = mappingUuid(id)
  const { region, account } = parseArn(eventSourceArn)
  const own = { region: options.region ?? region, account: account || "000000000000" }
  const functionArn = functionName.startsWith("arn:")
    ? functionName
    : `arn:aws:lambda:${own.region}:${own.account}:function:${functionName}`
  return {
    uuid,
    source: sourceOf(definition, settings, options, own),
    invoke: createInvoker(options.clients.lambda, functionName),
    pollIntervalMs:
      settings.sourceKind === "kinesis"
        ? (options.pollIntervalMs?.kinesis ?? 1000)
        : (options.pollIntervalMs?.dynamodb ?? 250),
    failureSender: (
      shardId: string,
      log: Parameters<typeof createFailureSender>[0]["log"],
      stopping: AbortSignal,
    ) =>
      createFailureSender({
        destination: settings.onFailure,
        mappingUuid: uuid,
        s3: options.clients.s3,
        sendMessage: options.sendMessage,
        document: { sourceKind: settings.sourceKind, functionArn, streamArn: eventSourceArn, shardId },
        clock,
        log,
        stopping,
      }),
  }
}

function sourceOf(
  { eventSourceArn: streamArn }: MappingDefinition,
  { sourceKind, filter }: MappingSettings,
  { clients, roleArn }: MappingOptions,
  { region, account }: { region: string; account: string },
) {
  if (sourceKind === "kinesis") {
    const role = roleArn ?? `arn:aws:iam::${account}:role/lambda-role`
    return createKinesisSource({
      client: needed(clients.kinesis, streamArn),
      streamArn,
      region,
      roleArn: role,
      filter,
    })
  }
  return createDynamoDbSource({
    client: needed(clients.dynamodbStreams, streamArn),
    streamArn,
    region,
    filter,
  })
}

function needed<Client>(client: Client | undefined, arn: string): Client {
  if (client === undefined) throw new TypeError(`No client was given for ${arn}`)
  return client
}

function checkSender({ onFailure }: MappingSettings, { clients, sendMessage }: MappingOptions): void {
  if (onFailure === undefined) return
  if (onFailure.kind === "s3" ? clients.s3 : sendMessage) return
  throw new InvalidParameterValueException(
    `Nothing was given to reach the on-failure destination ${onFailure.arn}`,
  )
}

function refuseConflicts(definitions: MappingDefinition[]): void {
  const seen = new Set<string>()
  for (const { functionName, eventSourceArn, id } of definitions) {
    const pair = `${functionName} ${eventSourceArn}`
    if (seen.has(pair) || seen.has(`id ${id}`)) {
      throw new ResourceConflictException(
        `An event source mapping with event source arn (" ${eventSourceArn} ") and function name (" ${functionName} ") already exists.`,
      )
    }
    seen.add(pair).add(`id ${id}`)
  }
}
