/** Finds the stream or shard that a request names, or refuses as Kinesis does. */
import { AwsError } from "../protocol/aws-error.ts"
import { ACCOUNT_ID } from "../protocol/caller.ts"
import { type KinesisStore, type Shard, type Stream, shardName } from "./store.ts"

/** Every operation takes a name, an ARN, or both. */
export type StreamReference = { StreamName?: string; StreamARN?: string; ResourceARN?: string }

/** The stream's row; ResourceNotFoundException when there is none. The region of an ARN does not matter here. */
export function requireStream(store: KinesisStore, reference: StreamReference): Stream {
  const arn = reference.StreamARN ?? reference.ResourceARN
  const name = reference.StreamName ?? arn?.split(":stream/")[1]
  if (!name) throw new AwsError("InvalidArgumentException", "StreamName or StreamARN must be provided.")
  const stream = store.findStream(name)
  if (stream) return stream
  throw new AwsError("ResourceNotFoundException", `Stream ${name} under account ${ACCOUNT_ID} not found.`)
}

/** A shard by its name; both shardId-000000000001 and 1 are understood, as by Kinesis. */
export function requireShard(store: KinesisStore, stream: Stream, shardId: string | undefined): Shard {
  const number = /^(?:shardId-)?(\d{1,12})$/.exec(shardId ?? "")?.[1]
  const shard = store.listShards(stream.id).find(each => each.number === Number(number))
  if (shard && number !== undefined) return shard
  throw new AwsError(
    "ResourceNotFoundException",
    `Could not find shard ${shardId} in stream ${stream.name} under account ${ACCOUNT_ID}.`,
  )
}

/** The stream's ARN in the caller's region. */
export function streamArn(stream: Stream, region: string): string {
  return `arn:aws:kinesis:${region}:${ACCOUNT_ID}:stream/${stream.name}`
}

/** The names of a shard's parents, which a merge gives two of. */
export function parentNames(shard: Shard): string[] {
  return [shard.parent, shard.adjacent_parent].filter(each => each !== null).map(shardName)
}
