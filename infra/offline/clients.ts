/** SDK clients for the endpoint in force: `AWS_ENDPOINT_URL`, or AWS itself. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import { KinesisClient } from "@aws-sdk/client-kinesis"
import { LambdaClient } from "@aws-sdk/client-lambda"
import { S3Client } from "@aws-sdk/client-s3"
import { ServiceDiscoveryClient } from "@aws-sdk/client-servicediscovery"
import { SSMClient } from "@aws-sdk/client-ssm"
import { NodeHttpHandler } from "@smithy/node-http-handler"

/** One client of each service that the local tools call. */
export type Clients = ReturnType<typeof createClients>

/** Makes them from the environment, as the SDK reads it: endpoint, region, credentials. */
export function createClients() {
  const requestHandler = new NodeHttpHandler()
  const hasOwnEndpoint = Boolean(
    process.env.AWS_ENDPOINT_URL_SERVICEDISCOVERY ?? process.env.AWS_ENDPOINT_URL,
  )
  return {
    dynamodb: new DynamoDBClient({ requestHandler }),
    dynamodbStreams: new DynamoDBStreamsClient({ requestHandler }),
    kinesis: new KinesisClient({ requestHandler }),
    s3: new S3Client({ requestHandler, forcePathStyle: true }),
    ssm: new SSMClient({ requestHandler }),
    cloudMap: new ServiceDiscoveryClient({ requestHandler, disableHostPrefix: hasOwnEndpoint }),
    // A function may run for 15 minutes; the mapping that called it waits for its answer.
    lambda: new LambdaClient({ requestHandler: new NodeHttpHandler({ requestTimeout: 900_000 }) }),
  }
}
