/** The DynamoDB clients of this process: one for plain JavaScript values, and the bare one below it. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"
import { requestHandler } from "./request-handler.ts"

export const dynamodbClient = new DynamoDBClient({ maxAttempts: 5, requestHandler: requestHandler() })

export const dynamodb = DynamoDBDocumentClient.from(dynamodbClient, {
  marshallOptions: { removeUndefinedValues: true },
})
