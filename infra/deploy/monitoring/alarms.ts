/** Alarms over everything that a template has: made from it, so that what is added later is watched too. */
import { ofType, type Resource, type Template } from "../template.ts"

/** A metric that AWS publishes by itself. Dimensions may be intrinsic functions. */
type Metric = { namespace: string; name: string; dimensions: Record<string, unknown> }

type Condition = {
  /** `Sum`, `Maximum`, …, or a percentile, as `p99`. */
  statistic: string
  /** The alarm goes off above this. */
  above: number
  /** Length of one period in seconds, and how many in a row must be above. */
  seconds: number
  periods: number
}

const once: Condition = { statistic: "Sum", above: 0, seconds: 300, periods: 1 }

/** Adds an alarm for each function, stream, mapping and queue and for the API. They are sent to the topic `AlarmTopic`. */
export function addAlarms(template: Template, stage: string): void {
  const add = (id: string, description: string, metric: Metric, condition: Condition) => {
    template.Resources[`${id}Alarm`] = alarm(`facturo-${stage}-${id}`, description, metric, condition)
  }
  for (const [id, { Properties }] of ofType(template, "AWS::Lambda::Function")) {
    const metric = (name: string) => lambdaMetric(name, { FunctionName: Properties.FunctionName })
    const base = id.replace(/LambdaFunction$/, "")
    add(`${base}Errors`, `${Properties.FunctionName} failed.`, metric("Errors"), once)
    add(`${base}Throttles`, `${Properties.FunctionName} was not let start.`, metric("Throttles"), once)
  }
  for (const [id, { Properties }] of ofType(template, "AWS::Lambda::EventSourceMapping")) {
    const functionName = nameOf(template, Properties.FunctionName)
    const base = id.replace(/EventSourceMapping.*/, "")
    add(
      `${base}IteratorAge`,
      `${functionName} is more than a minute behind its stream.`,
      lambdaMetric("IteratorAge", { FunctionName: functionName }),
      { statistic: "Maximum", above: 60_000, seconds: 60, periods: 3 },
    )
    Properties.MetricsConfig = { Metrics: ["EventCount"] }
    add(
      `${base}GivenUp`,
      `${functionName} never managed to process some records: they are in the bucket, under aws/lambda/.`,
      lambdaMetric("OnFailureDestinationDeliveredEventCount", { EventSourceMappingUUID: { Ref: id } }),
      once,
    )
    add(
      `${base}NotKept`,
      `Records that ${functionName} gave up could not be put into the bucket: they are lost.`,
      lambdaMetric("DestinationDeliveryFailures", { FunctionName: functionName }),
      once,
    )
  }
  for (const [id, { Properties }] of ofType(template, "AWS::SQS::Queue")) {
    add(
      `${id}Depth`,
      "Calls that nobody waits for have failed every time. What they were is in the queue.",
      {
        namespace: "AWS/SQS",
        name: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: Properties.QueueName },
      },
      { statistic: "Maximum", above: 0, seconds: 300, periods: 1 },
    )
  }
  for (const [id, { Properties }] of ofType(template, "AWS::Kinesis::Stream")) {
    add(
      `${id}WritesRefused`,
      "The stream is full: writers are told to come again.",
      {
        namespace: "AWS/Kinesis",
        name: "WriteProvisionedThroughputExceeded",
        dimensions: { StreamName: Properties.Name },
      },
      { ...once, seconds: 60, periods: 3 },
    )
  }
  for (const [, { Properties }] of ofType(template, "AWS::ApiGateway::RestApi")) {
    const metric = (name: string): Metric => ({
      namespace: "AWS/ApiGateway",
      name,
      dimensions: { ApiName: Properties.Name, Stage: stage },
    })
    add("ApiErrors", "The API answered 5xx more than five times in five minutes.", metric("5XXError"), {
      ...once,
      above: 5,
    })
    add("ApiLatency", "One answer in a hundred took more than two seconds.", metric("Latency"), {
      statistic: "p99",
      above: 2000,
      seconds: 300,
      periods: 3,
    })
  }
}

const lambdaMetric = (name: string, dimensions: Record<string, unknown>): Metric => ({
  namespace: "AWS/Lambda",
  name,
  dimensions,
})

function nameOf(template: Template, reference: { "Fn::GetAtt": [string, string] }): string {
  return template.Resources[reference["Fn::GetAtt"][0]]?.Properties.FunctionName
}

function alarm(name: string, description: string, metric: Metric, condition: Condition): Resource {
  const { statistic, above, seconds, periods } = condition
  return {
    Type: "AWS::CloudWatch::Alarm",
    Properties: {
      AlarmName: name,
      AlarmDescription: description,
      Namespace: metric.namespace,
      MetricName: metric.name,
      Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
      ...(/^p\d/.test(statistic) ? { ExtendedStatistic: statistic } : { Statistic: statistic }),
      Period: seconds,
      EvaluationPeriods: periods,
      DatapointsToAlarm: periods,
      Threshold: above,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: [{ Ref: "AlarmTopic" }],
      OKActions: [{ Ref: "AlarmTopic" }],
    },
  }
}
