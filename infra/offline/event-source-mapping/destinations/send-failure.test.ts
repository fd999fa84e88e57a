import type { S3Client } from "@aws-sdk/client-s3"
import { describe, expect, it } from "vitest"
import { createFakeClock } from "../testing/fake-clock.ts"
import { createFailureSender, type FailureSenderOptions, objectKey } from "./send-failure.ts"

const NOW = Date.parse("2026-02-03T04:05:06.789Z")
const discard = {
  records: [],
  condition: "RetryAttemptsExhausted" as const,
  requestId: "r",
  invokeCount: 1,
  functionError: null,
}

function setUp(options: Partial<FailureSenderOptions>) {
  const clock = createFakeClock(NOW)
  const logged: string[] = []
  const stopping = new AbortController()
  const send = createFailureSender({
    destination: undefined,
    mappingUuid: "uuid",
    s3: undefined,
    sendMessage: undefined,
    document: { sourceKind: "kinesis", functionArn: "f", streamArn: "s", shardId: "shard-1" },
    clock,
    log: (_level, event) => void logged.push(event),
    stopping: stopping.signal,
    ...options,
  })
  return { clock, logged, stopping, send }
}

describe("sending to an on-failure destination", () => {
  it("uses AWS's key layout in S3", () => {
    expect(objectKey("uuid", "shard-1", NOW)).toMatch(
      /^aws\/lambda\/uuid\/shard-1\/2026\/02\/03\/2026-02-03T04\.05\.06-[0-9a-f]{8}-[0-9a-f-]{27}$/,
    )
  })

  it("puts the document with its payload into the bucket", async () => {
    const inputs: { Bucket: string; Body: string }[] = []
    const s3 = {
      send: async (command: { input: (typeof inputs)[number] }) => inputs.push(command.input),
    } as unknown as S3Client
    const { send } = setUp({ destination: { kind: "s3", arn: "arn:aws:s3:::bucket" }, s3 })

    await send(discard)

    expect(inputs[0]?.Bucket).toBe("bucket")
    expect(JSON.parse(inputs[0]?.Body ?? "").payload).toBe('{"Records":[]}')
  })

  it.each(["sqs", "sns"] as const)("sends the document without payload to %s", async kind => {
    const sent: [string, string][] = []
    const arn = `arn:aws:${kind}:r:1:target`
    const { send } = setUp({
      destination: { kind, arn },
      sendMessage: async (...message) => void sent.push(message),
    })

    await send(discard)

    expect(sent[0]?.[0]).toBe(arn)
    expect(JSON.parse(sent[0]?.[1] ?? "")).not.toHaveProperty("payload")
  })

  it("tries again while the destination is out of reach", async () => {
    let failures = 5
    const sendMessage = async () => {
      if (failures-- > 0) throw new Error("ECONNREFUSED")
    }
    const { send, clock, logged } = setUp({
      destination: { kind: "sqs", arn: "arn:aws:sqs:r:1:q" },
      sendMessage,
    })

    const sending = send(discard)
    await clock.advance(60_000)
    await sending

    expect(failures).toBe(-1)
    expect(logged).toEqual(["destination-unavailable"])
  })

  it("gives up a destination that refuses, and says so", async () => {
    const refusal = Object.assign(new Error("no"), { $metadata: { httpStatusCode: 403 } })
    const sendMessage = () => Promise.reject(refusal)
    const { send, logged } = setUp({ destination: { kind: "sqs", arn: "arn:aws:sqs:r:1:q" }, sendMessage })

    await send(discard)

    expect(logged).toEqual(["destination-refused"])
  })

  it("rejects when stopped meanwhile, so that the records come again", async () => {
    const { send, stopping } = setUp({
      destination: { kind: "sqs", arn: "arn:aws:sqs:r:1:q" },
      sendMessage: () => Promise.reject(new Error("down")),
    })

    const sending = send(discard)
    stopping.abort()

    await expect(sending).rejects.toThrow("down")
  })
})
