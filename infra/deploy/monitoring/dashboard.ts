/** One dashboard over the whole: what comes in, how far behind the streams are, what fails, how fast the API is. */
import { ofType, type Template } from "../template.ts"

/** A metric as dashboards write it: namespace, name, then dimensions by turns, and options at the end. */
type MetricRow = (string | { stat?: string; label?: string })[]

/** Adds `facturo-<stage>`, made from what the template has. */
export function addDashboard(template: Template, stage: string): void {
  const functions = ofType(template, "AWS::Lambda::Function").map(([, one]) => one.Properties.FunctionName)
  const readers = ofType(template, "AWS::Lambda::EventSourceMapping").map(
    ([, one]) => template.Resources[one.Properties.FunctionName["Fn::GetAtt"][0]]?.Properties.FunctionName,
  )
  const [[, stream] = []] = ofType(template, "AWS::Kinesis::Stream")
  const [[, queue] = []] = ofType(template, "AWS::SQS::Queue")
  const [[, api] = []] = ofType(template, "AWS::ApiGateway::RestApi")
  const ofEach = (names: string[], metric: string, stat: string): MetricRow[] =>
    names.map(name => ["AWS/Lambda", metric, "FunctionName", name, { stat }])
  const ofStream = (metric: string): MetricRow => [
    "AWS/Kinesis",
    metric,
    "StreamName",
    stream?.Properties.Name,
  ]
  const ofApi = (metric: string, stat: string): MetricRow => [
    "AWS/ApiGateway",
    metric,
    "ApiName",
    api?.Properties.Name,
    "Stage",
    stage,
    { stat, label: `${metric} ${stat}` },
  ]
  const widgets = [
    graph("Invoices on the stream", [
      ofStream("IncomingRecords"),
      ofStream("WriteProvisionedThroughputExceeded"),
    ]),
    graph("How far behind each reader is (ms)", ofEach(readers, "IteratorAge", "Maximum")),
    graph("Requests and errors of the API", [
      ofApi("Count", "Sum"),
      ofApi("4XXError", "Sum"),
      ofApi("5XXError", "Sum"),
    ]),
    graph("Time to an answer (ms)", [ofApi("Latency", "p50"), ofApi("Latency", "p99")]),
    graph("Errors of functions", ofEach(functions, "Errors", "Sum")),
    graph("Throttles of functions", ofEach(functions, "Throttles", "Sum")),
    graph("Duration of functions, p99 (ms)", ofEach(functions, "Duration", "p99")),
    graph("Failed calls that nobody waited for", [
      [
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        "QueueName",
        queue?.Properties.QueueName,
        { stat: "Maximum" },
      ],
    ]),
  ]
  template.Resources.Dashboard = {
    Type: "AWS::CloudWatch::Dashboard",
    Properties: {
      DashboardName: `facturo-${stage}`,
      DashboardBody: { "Fn::Sub": JSON.stringify({ widgets: widgets.map(place) }) },
    },
  }
}

const graph = (title: string, metrics: MetricRow[]) => ({
  type: "metric",
  properties: { title, metrics, region: "${AWS::Region}", period: 60, stat: "Sum", view: "timeSeries" },
})

/** Two in a row, each half of the 24 columns. */
const place = (widget: object, n: number) => ({
  ...widget,
  x: (n % 2) * 12,
  y: Math.floor(n / 2) * 6,
  width: 12,
  height: 6,
})
