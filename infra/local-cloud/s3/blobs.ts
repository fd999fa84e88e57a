/** Bodies: received into chunks of one size, read back from any place, copied and deleted. */
import type { S3Store, StoredObject } from "./store.ts"

const CHUNK_BYTES = 1024 * 1024

/** A body that has arrived. `keep` stores it for good, inside the transaction that makes use of it. */
export type ReceivedBody = { size: number; keep(): number; drop(): void }

/** Takes in a body of any length. One that fits a chunk is written only by `keep`, so that it costs one commit. */
export async function receiveBody(store: S3Store, pieces: AsyncIterable<Buffer>): Promise<ReceivedBody> {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let size = 0
  let blob: number | undefined
  let chunks = 0

  const write = (bytes: Buffer, complete: 0 | 1): number => {
    const id = blob ?? Number(store.addBlob.run(complete).lastInsertRowid)
    store.addChunk.run(id, chunks, bytes)
    chunks += 1
    return id
  }
  const drop = () => {
    if (blob !== undefined) deleteBlob(store, blob)
  }

  try {
    for await (const piece of pieces) {
      size += piece.length
      waiting.push(piece)
      waitingBytes += piece.length
      if (waitingBytes < CHUNK_BYTES * 2) continue
      const bytes = Buffer.concat(waiting)
      const full = bytes.length - (bytes.length % CHUNK_BYTES)
      for (let at = 0; at < full; at += CHUNK_BYTES) blob = write(bytes.subarray(at, at + CHUNK_BYTES), 0)
      waiting = [bytes.subarray(full)]
      waitingBytes = bytes.length - full
    }
  } catch (error) {
    drop()
    throw error
  }

  const rest = Buffer.concat(waiting)
  return {
    size,
    keep: () => {
      const startedEarly = blob !== undefined
      for (let at = 0; at < rest.length; at += CHUNK_BYTES)
        blob = write(rest.subarray(at, at + CHUNK_BYTES), 1)
      blob ??= Number(store.addBlob.run(1).lastInsertRowid)
      if (startedEarly) store.completeBlob.run(blob)
      return blob
    },
    drop,
  }
}

/** The bytes of an object from `first` to `last`, both included, a chunk at a time. */
export function* readObject(
  store: S3Store,
  object: StoredObject,
  first: number,
  last: number,
): Generator<Buffer> {
  let offset = 0
  for (const [blob, size] of blobsOf(object)) {
    const from = Math.max(first - offset, 0)
    const to = Math.min(last - offset, size - 1)
    for (let at = from; at <= to; ) {
      const number = Math.floor(at / CHUNK_BYTES)
      const { data } = store.chunk.get(blob, number) as { data: Uint8Array }
      const end = Math.min(to + 1 - number * CHUNK_BYTES, data.length)
      yield Buffer.from(data.buffer, data.byteOffset, data.length).subarray(at - number * CHUNK_BYTES, end)
      at = number * CHUNK_BYTES + end
    }
    offset += size
  }
}

/** The pieces that an object's body is made of: one, or one for each part that it was uploaded in. */
export function blobsOf(object: Pick<StoredObject, "blobs">): [id: number, size: number][] {
  return JSON.parse(object.blobs)
}

/** A copy of a body under a new id. */
export function copyBlob(store: S3Store, blob: number): number {
  const copy = Number(store.addBlob.run(1).lastInsertRowid)
  store.copyChunks.run(copy, blob)
  return copy
}

/** Deletes a body. */
export function deleteBlob(store: S3Store, blob: number): void {
  store.deleteChunks.run(blob)
  store.deleteBlob.run(blob)
}
