/** Kinesis: making, describing, listing and setting streams. Every change is complete, and stored, when it is answered. */
import { AwsError } from "../protocol/aws-error.ts"
import { ACCOUNT_ID } from "../protocol/caller.ts"
import { inTransaction } from "../protocol/database.ts"
import type { CallContext } from "../protocol/json-service.ts"
import { requireStream, type StreamReference, streamArn } from "./find-stream.ts"
import { evenHashRanges, shardDescription } from "./hash-range.ts"
import type { KinesisStore, Stream } from "./store.ts"

const ON_DEMAND_SHARDS = 4
const DEFAULT_RECORD_KIB = 1024

type CreateStreamInput = {
  StreamName?: string
  ShardCount?: number
  StreamModeDetails?: { StreamMode: Stream["mode"] }
  Tags?: Record<string, string>
  MaxRecordSizeInKiB?: number
}

/** The stream operations on `store`, by name. */
export function streamOperations(store: KinesisStore) {
  const set = (column: string, value: string | number | null, stream: Stream) =>
    void store.database.prepare(`UPDATE streams SET ${column} = ? WHERE id = ?`).run(value, stream.id)

  const setRetention = (input: StreamReference & { RetentionPeriodHours: number }, direction: 1 | -1) => {
    const stream = requireStream(store, input)
    const hours = input.RetentionPeriodHours
    if (hours < 24 || hours > 8760 || (hours - stream.retention_hours) * direction < 0) {
      const text = `Requested retention period (${hours} hours) for stream ${stream.name} must be between 24 and 8760 hours and can not be ${direction > 0 ? "shorter" : "longer"} than existing retention period (${stream.retention_hours} hours).`
      throw new AwsError("InvalidArgumentException", text)
    }
    set("retention_hours", hours, stream)
    return {}
  }

  const tagsOf = (stream: Stream): Record<string, string> => JSON.parse(stream.tags)
  const setTags = (stream: Stream, tags: Record<string, string>) => set("tags", JSON.stringify(tags), stream)
  const addTags = (input: StreamReference & { Tags?: Record<string, string> }) => {
    const stream = requireStream(store, input)
    setTags(stream, { ...tagsOf(stream), ...input.Tags })
    return {}
  }
  const removeTags = (input: StreamReference & { TagKeys?: string[] }) => {
    const stream = requireStream(store, input)
    const kept = Object.entries(tagsOf(stream)).filter(([key]) => !input.TagKeys?.includes(key))
    setTags(stream, Object.fromEntries(kept))
    return {}
  }
  const listTags = (input: StreamReference) => ({
    Tags: Object.entries(tagsOf(requireStream(store, input))).map(([Key, Value]) => ({ Key, Value })),
    HasMoreTags: false,
  })

  return {
    CreateStream: (input: CreateStreamInput) => {
      const name = requireStreamName(input.StreamName)
      if (store.findStream(name)) {
        throw new AwsError(
          "ResourceInUseException",
          `Stream ${name} under account ${ACCOUNT_ID} already exists.`,
        )
      }
      const mode = input.StreamModeDetails?.StreamMode ?? "PROVISIONED"
      const shards = mode === "ON_DEMAND" ? ON_DEMAND_SHARDS : input.ShardCount
      if (!shards || shards < 1) {
        throw new AwsError("ValidationException", "ShardCount must be at least 1 in provisioned mode.")
      }
      inTransaction(store.database, () => {
        const kib = input.MaxRecordSizeInKiB ?? DEFAULT_RECORD_KIB
        const tags = JSON.stringify(input.Tags ?? {})
        const { lastInsertRowid: id } = store.change.addStream.run(name, Date.now(), mode, kib, tags)
        const first = store.takePositions(1)
        for (const [number, range] of evenHashRanges(shards).entries()) {
          store.change.addShard.run(id, number, range.first, range.last, null, null, first)
        }
      })
      return {}
    },

    DeleteStream: (input: StreamReference) => {
      const stream = requireStream(store, input)
      inTransaction(store.database, () => {
        const { database } = store
        database
          .prepare("DELETE FROM records WHERE shard IN (SELECT id FROM shards WHERE stream = ?)")
          .run(stream.id)
        database.prepare("DELETE FROM shards WHERE stream = ?").run(stream.id)
        database.prepare("DELETE FROM streams WHERE id = ?").run(stream.id)
      })
      store.forgetShards(stream.id)
      return {}
    },

    DescribeStream: (
      input: StreamReference & { Limit?: number; ExclusiveStartShardId?: string },
      { region }: CallContext,
    ) => {
      const stream = requireStream(store, input)
      const shards = store.listShards(stream.id).map(shardDescription)
      const rest = shards.filter(shard => shard.ShardId > (input.ExclusiveStartShardId ?? ""))
      const page = rest.slice(0, input.Limit ?? 100)
      return {
        StreamDescription: {
          ...summary(stream, region),
          Shards: page,
          HasMoreShards: rest.length > page.length,
        },
      }
    },

    DescribeStreamSummary: (input: StreamReference, { region }: CallContext) => {
      const stream = requireStream(store, input)
      const open = store.listShards(stream.id).filter(shard => shard.closed_at === null)
      return {
        StreamDescriptionSummary: {
          ...summary(stream, region),
          OpenShardCount: open.length,
          ConsumerCount: 0,
        },
      }
    },

    ListStreams: (
      input: { Limit?: number; ExclusiveStartStreamName?: string; NextToken?: string },
      { region }: CallContext,
    ) => {
      const after = input.NextToken ?? input.ExclusiveStartStreamName ?? ""
      const limit = input.Limit ?? 100
      const streams = store.database
        .prepare("SELECT * FROM streams WHERE name > ? ORDER BY name LIMIT ?")
        .all(after, limit + 1) as unknown as Stream[]
      const page = streams.slice(0, limit)
      const hasMore = streams.length > limit
      return {
        StreamNames: page.map(stream => stream.name),
        StreamSummaries: page.map(stream => {
          const { EnhancedMonitoring, EncryptionType, RetentionPeriodHours, ...rest } = summary(
            stream,
            region,
          )
          return rest
        }),
        HasMoreStreams: hasMore,
        ...(hasMore && { NextToken: page.at(-1)?.name }),
      }
    },

    DescribeLimits: () => {
      const count = (sql: string) => (store.database.prepare(sql).get() as { count: number }).count
      return {
        ShardLimit: 500,
        OpenShardCount: count("SELECT count(*) AS count FROM shards WHERE closed_at IS NULL"),
        OnDemandStreamCount: count("SELECT count(*) AS count FROM streams WHERE mode = 'ON_DEMAND'"),
        OnDemandStreamCountLimit: 50,
      }
    },

    IncreaseStreamRetentionPeriod: (input: StreamReference & { RetentionPeriodHours: number }) =>
      setRetention(input, 1),
    DecreaseStreamRetentionPeriod: (input: StreamReference & { RetentionPeriodHours: number }) =>
      setRetention(input, -1),
    StartStreamEncryption: (input: StreamReference & { KeyId: string }) => {
      set("key_id", input.KeyId, requireStream(store, input))
      return {}
    },
    StopStreamEncryption: (input: StreamReference) => {
      set("key_id", null, requireStream(store, input))
      return {}
    },
    UpdateStreamMode: (input: StreamReference & { StreamModeDetails: { StreamMode: Stream["mode"] } }) => {
      set("mode", input.StreamModeDetails.StreamMode, requireStream(store, input))
      return {}
    },
    UpdateMaxRecordSize: (input: StreamReference & { MaxRecordSizeInKiB: number }) => {
      set("max_record_kib", input.MaxRecordSizeInKiB, requireStream(store, input))
      return {}
    },

    AddTagsToStream: addTags,
    TagResource: addTags,
    RemoveTagsFromStream: removeTags,
    UntagResource: removeTags,
    ListTagsForStream: listTags,
    ListTagsForResource: (input: StreamReference) => ({ Tags: listTags(input).Tags }),
  }
}

function requireStreamName(name: string | undefined): string {
  if (name && /^[a-zA-Z0-9_.-]{1,128}$/.test(name)) return name
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${name ?? ""}' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
  )
}

function summary(stream: Stream, region: string) {
  return {
    StreamName: stream.name,
    StreamARN: streamArn(stream, region),
    StreamStatus: "ACTIVE",
    StreamModeDetails: { StreamMode: stream.mode },
    RetentionPeriodHours: stream.retention_hours,
    StreamCreationTimestamp: stream.created_at / 1000,
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: stream.key_id === null ? "NONE" : "KMS",
    ...(stream.key_id !== null && { KeyId: stream.key_id }),
    MaxRecordSizeInKiB: stream.max_record_kib,
  }
}
