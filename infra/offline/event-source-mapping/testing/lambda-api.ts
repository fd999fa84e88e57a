/** A small real HTTP server that answers Lambda Invoke requests, for tests. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** What the function returns for an event; throwing is an unhandled error of the function. */
export type TestFunction = (event: TestEvent, functionName: string) => unknown

/** The event of a Kinesis or DynamoDB stream mapping. */
export type TestEvent = {
  Records: TestRecord[]
  window?: { start: string; end: string }
  state?: Record<string, unknown>
  shardId?: string
  isFinalInvokeForWindow?: boolean
  isWindowTerminatedEarly?: boolean
}

/** The fields of records that tests look at. */
export type TestRecord = {
  eventID: string
  eventName: string
  kinesis?: {
    sequenceNumber: string
    partitionKey: string
    data: string
    approximateArrivalTimestamp: number
  }
  dynamodb?: { SequenceNumber: string; Keys: Record<string, { S?: string }> }
}

/** Listens on a free port of the loopback interface. */
export async function startLambdaApi(run: TestFunction) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const functionName = request.url?.split("/")[3] ?? ""
    try {
      const answer = await run(JSON.parse(Buffer.concat(chunks).toString()), functionName)
      response.end(answer === undefined ? "" : JSON.stringify(answer))
    } catch (error) {
      response.setHeader("X-Amz-Function-Error", "Unhandled")
      response.end(JSON.stringify({ errorType: "Error", errorMessage: String(error) }))
    }
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
