/**
 * The metrics that AWS publishes for the resources we have, with the dimensions under which it does: from its guides to
 * monitoring Lambda, API Gateway, Kinesis and SQS. An alarm on anything else would never go off.
 */
type Dimensions = string[]

export const published: Record<string, Record<string, Dimensions>> = {
  "AWS/Lambda": {
    Errors: ["FunctionName"],
    Throttles: ["FunctionName"],
    Duration: ["FunctionName"],
    IteratorAge: ["FunctionName"],
    DestinationDeliveryFailures: ["FunctionName"],
    // Only for mappings whose MetricsConfig has EventCount.
    OnFailureDestinationDeliveredEventCount: ["EventSourceMappingUUID"],
  },
  "AWS/ApiGateway": {
    Count: ["ApiName", "Stage"],
    "4XXError": ["ApiName", "Stage"],
    "5XXError": ["ApiName", "Stage"],
    Latency: ["ApiName", "Stage"],
  },
  "AWS/Kinesis": {
    IncomingRecords: ["StreamName"],
    WriteProvisionedThroughputExceeded: ["StreamName"],
  },
  "AWS/SQS": { ApproximateNumberOfMessagesVisible: ["QueueName"] },
}
