/** Brings the document about discarded records to the mapping's on-failure destination. */

import { randomUUID } from "node:crypto"
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3"
import { backoffMs, UNAVAILABLE_BACKOFF } from "../backoff.ts"
import type { Clock } from "../clock.ts"
import type { ShardLog } from "../log.ts"
import type { FailureDestination } from "../settings.ts"
import { describeError } from "../sources/stream-errors.ts"
import { parseArn } from "../stream-source.ts"
import { type Discard, type DocumentContext, failureDocument } from "./failure-document.ts"

/** Sends a message (the document as JSON text) to the queue or topic of this ARN. */
export type MessageSender = (destinationArn: string, message: string) => Promise<void>

/** What sending needs; `mappingUuid` is part of the keys in S3. */
export type FailureSenderOptions = {
  destination: FailureDestination | undefined
  mappingUuid: string
  s3: S3Client | undefined
  sendMessage: MessageSender | undefined
  document: DocumentContext
  clock: Clock
  log: ShardLog
  stopping: AbortSignal
}

/**
 * A function that reports one discard. A destination that is out of reach is tried again until it answers or
 * the mapping stops (then the records are not counted as done, and come again). One that refuses is given
 * up, as AWS does: the records are gone then, and the log says so. Rejects only when stopped.
 */
export function createFailureSender(options: FailureSenderOptions): (discard: Discard) => Promise<void> {
  return async discard => {
    if (options.destination === undefined) return
    for (let failures = 1; ; failures += 1) {
      try {
        return await send(options.destination, discard, options)
      } catch (error) {
        const details = { destination: options.destination.arn, reason: describeError(error) }
        if (isRefusal(error)) {
          return options.log(
            "error",
            "destination-refused",
            "The on-failure destination refused the document",
            details,
          )
        }
        if (failures === 1) {
          options.log(
            "warn",
            "destination-unavailable",
            "The on-failure destination is out of reach",
            details,
          )
        }
        await options.clock.sleep(backoffMs(UNAVAILABLE_BACKOFF, failures), options.stopping)
        if (options.stopping.aborted) throw error
      }
    }
  }
}

async function send({ kind, arn }: FailureDestination, discard: Discard, options: FailureSenderOptions) {
  const now = options.clock.now()
  const document = JSON.stringify(failureDocument(discard, options.document, now, kind === "s3"))
  if (kind !== "s3") return options.sendMessage?.(arn, document)
  await options.s3?.send(
    new PutObjectCommand({
      Bucket: parseArn(arn).resource,
      Key: objectKey(options.mappingUuid, options.document.shardId, now),
      Body: document,
      ContentType: "application/json",
    }),
  )
}

/** `aws/lambda/<mapping>/<shard>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<random>`, in UTC. */
export function objectKey(mappingUuid: string, shardId: string, now: number): string {
  const instant = new Date(now).toISOString()
  const [year, month, day] = instant.slice(0, 10).split("-")
  const time = instant.slice(0, 19).replaceAll(":", ".")
  return `aws/lambda/${mappingUuid}/${shardId}/${year}/${month}/${day}/${time}-${randomUUID()}`
}

function isRefusal(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0
  return status >= 400 && status < 500 && status !== 429
}
