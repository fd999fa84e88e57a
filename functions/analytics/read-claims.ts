/** Which record each invoice was counted by. */
import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { resourceName } from "../shared/stage.ts"
import { claimKey } from "./claims.ts"

/** Items that one BatchGetItem takes. */
const batch = 100

/** The record that has the claim for an invoice. */
export type Claim = { id: string; shardId: string; sequenceNumber: string }

/** The claims for these invoices that exist, in no order. */
export async function readClaims(ids: string[]): Promise<Claim[]> {
  const table = resourceName("windows")
  const found: Claim[] = []
  for (let start = 0; start < ids.length; start += batch) {
    const Keys = ids.slice(start, start + batch).map(claimKey)
    let wanted: BatchGetCommandInput["RequestItems"] = { [table]: { Keys, ConsistentRead: true } }
    while (wanted && Object.keys(wanted).length > 0) {
      const answer: BatchGetCommandOutput = await dynamodb.send(new BatchGetCommand({ RequestItems: wanted }))
      for (const { pk, shardId, sequenceNumber } of answer.Responses?.[table] ?? []) {
        found.push({ id: pk.slice(claimKey("").pk.length), shardId, sequenceNumber })
      }
      wanted = answer.UnprocessedKeys
    }
  }
  return found
}
