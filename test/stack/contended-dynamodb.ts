/**
 * DynamoDB as it is under load: a door in front of the real one that refuses a part of the transactions with
 * TransactionConflict, as AWS does when two of them touch one item at the same time. The embedded one runs them one
 * after the other and never says so.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

export type ContendedDynamoDb = { url: string; conflicts(): number; stop(): Promise<void> }

/** Opens it on a free port. `rate` is the part of all transactions that is refused: 0.5 is every other one. */
export async function startContendedDynamoDb(cloudUrl: string, rate: number): Promise<ContendedDynamoDb> {
  let conflicts = 0
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const isTransaction = /TransactWriteItems$/.test(`${request.headers["x-amz-target"]}`)
    if (isTransaction && Math.random() < rate) {
      conflicts++
      response.writeHead(400, { "content-type": "application/x-amz-json-1.0" }).end(refusalOf(body))
      return
    }
    const { host: _, connection: __, "content-length": ___, ...headers } = request.headers
    const answer = await fetch(cloudUrl, { method: "POST", headers: headers as Record<string, string>, body })
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    conflicts: () => conflicts,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The last item is the contended one. */
function refusalOf(body: Buffer): string {
  const count: number = JSON.parse(body.toString()).TransactItems.length
  const reasons = Array.from({ length: count }, (_, n) =>
    n === count - 1 ? { Code: "TransactionConflict", Message: "Transaction is ongoing" } : { Code: "None" },
  )
  return JSON.stringify({
    __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons
      .map(({ Code }) => Code)
      .join(", ")}]`,
    CancellationReasons: reasons,
  })
}
