/** Two things that every repository does with DynamoDB. */
import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "./aws/dynamodb.ts"

/** Items that one BatchGetItem takes. */
const batch = 100

/** The items with these ids that exist, in the order of the ids, in calls of 100. */
export async function getMany(table: string, ids: string[]): Promise<Record<string, unknown>[]> {
  const found = new Map<string, Record<string, unknown>>()
  const unique = [...new Set(ids)]
  for (let start = 0; start < unique.length; start += batch) {
    let wanted: BatchGetCommandInput["RequestItems"] = {
      [table]: { Keys: unique.slice(start, start + batch).map(id => ({ id })) },
    }
    // What was not answered (throttled, or over 16 MB) comes back as UnprocessedKeys and is asked for again.
    while (wanted && Object.keys(wanted).length > 0) {
      const answer: BatchGetCommandOutput = await dynamodb.send(new BatchGetCommand({ RequestItems: wanted }))
      for (const item of answer.Responses?.[table] ?? []) found.set(item.id, item)
      wanted = answer.UnprocessedKeys
    }
  }
  return unique.flatMap(id => {
    const item = found.get(id)
    return item ? [item] : []
  })
}

/** For `.catch`: turns the failure of a ConditionExpression into a value, and lets every other error rise. */
export const ifConditionFailed =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return value
    throw error
  }
