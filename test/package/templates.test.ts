import { spawnSync } from "node:child_process"
import { cpus, loadavg } from "node:os"
import { runInNewContext } from "node:vm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ofType, type Resource, type Template } from "../../infra/deploy/template.ts"
import { readService } from "./bundle.ts"
import { published } from "./metrics.ts"
import { type Needs, needsOf } from "./needs.ts"
import { type PackagedStage, packageStage } from "./packaged-stage.ts"
import { allowancesOf, roleOf } from "./policies.ts"
import { referencesIn } from "./references.ts"

const stages = ["local", "localstack", "prod"]
const functions = Object.entries(readService().functions)
const packaged: Record<string, PackagedStage> = {}
const template = (stage: string): Template => (packaged[stage] as PackagedStage).template
const all = (stage: string, type: string): Resource[] =>
  ofType(template(stage), type).map(([, resource]) => resource)

beforeAll(async () => {
  // One after the other: the bundler keeps its files in one folder.
  for (const stage of stages) packaged[stage] = await packageStage(stage)
}, 620_000)
afterAll(() => Promise.all(Object.values(packaged).map(one => one.remove())))

describe.each(stages)("the package of %s", stage => {
  it("is made within 20 seconds of a machine that does nothing else", () => {
    const { seconds } = packaged[stage] as PackagedStage
    const others = Math.max(1, (loadavg()[0] ?? 0) / cpus().length)
    console.log(`sls package --stage ${stage}: ${seconds.toFixed(1)} s, load ${others.toFixed(1)} a core`)
    expect(seconds).toBeLessThan(20 * others)
  })

  it("has an archive for each function, small enough to start quickly", () => {
    const { archives } = packaged[stage] as PackagedStage
    expect(Object.keys(archives).sort()).toEqual(functions.map(([key]) => key).sort())
    for (const [key, bytes] of Object.entries(archives))
      expect([key, bytes < (withDocuments.includes(key) ? 6_000_000 : 2_000_000)]).toEqual([key, true])
  })

  it("fits into CloudFormation: 1 MB and 500 resources", () => {
    expect(JSON.stringify(template(stage)).length).toBeLessThan(1_000_000)
    expect(Object.keys(template(stage).Resources).length).toBeLessThan(500)
  })

  it("refers to nothing that it does not have", () => {
    const { Resources, Parameters = {} } = template(stage) as Template & { Parameters?: object }
    const known = new Set([...Object.keys(Resources), ...Object.keys(Parameters)])
    expect([...referencesIn(template(stage))].filter(name => !known.has(name))).toEqual([])
  })

  it("satisfies cfn-lint, where that is installed", context => {
    const file = (packaged[stage] as PackagedStage).templateFile
    // W3005: the framework writes DependsOn where a reference says it already.
    const lint = spawnSync("cfn-lint", ["-i", "W3005", "-t", file], { encoding: "utf8" })
    if (lint.error) context.skip("cfn-lint is not installed here")
    expect(lint.stdout + lint.stderr).toBe("")
  }, 120_000)

  it("has one role for each function, and no other that a function could take", () => {
    const roles = functions.map(([key]) => roleOf(template(stage), `facturo-${stage}-${key}`))
    expect(new Set(roles).size).toBe(functions.length)
    const lambdas = ofType(template(stage), "AWS::IAM::Role").filter(([, { Properties }]) =>
      JSON.stringify(Properties.AssumeRolePolicyDocument).includes("lambda.amazonaws.com"),
    )
    expect(lambdas.map(([id]) => id).sort()).toEqual([...roles].sort())
  })

  it("encrypts every table, stream, bucket and queue", () => {
    for (const { Properties } of all(stage, "AWS::DynamoDB::Table"))
      expect(Properties.SSESpecification).toEqual({ SSEEnabled: true })
    for (const { Properties } of all(stage, "AWS::Kinesis::Stream"))
      expect(Properties.StreamEncryption.EncryptionType).toBe("KMS")
    for (const { Properties } of all(stage, "AWS::SQS::Queue"))
      expect(Properties.SqsManagedSseEnabled).toBe(true)
    for (const { Properties } of all(stage, "AWS::S3::Bucket"))
      expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1)
  })

  it("makes no bucket public, and keeps the versions of ours", () => {
    const ours = ofType(template(stage), "AWS::S3::Bucket").filter(
      ([id]) => id !== "ServerlessDeploymentBucket",
    )
    expect(ours.length).toBeGreaterThan(0)
    for (const [, { Properties }] of ours) {
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
      expect(Properties.VersioningConfiguration).toEqual({ Status: "Enabled" })
      expect(Properties.LifecycleConfiguration.Rules.length).toBeGreaterThan(0)
    }
  })

  it("loses no call that failed: each mapping has the bucket, each call that nobody waits for the queue", () => {
    const mappings = all(stage, "AWS::Lambda::EventSourceMapping")
    expect(mappings).toHaveLength(4)
    for (const { Properties } of mappings)
      expect(Properties.DestinationConfig.OnFailure.Destination).toEqual({
        "Fn::GetAtt": ["ExportsBucket", "Arn"],
      })
    const scheduled = functions.filter(([, { events }]) => events.some(event => "schedule" in event))
    const caught = all(stage, "AWS::Lambda::EventInvokeConfig")
    expect(caught).toHaveLength(scheduled.length)
    for (const { Properties } of caught)
      expect(Properties.DestinationConfig.OnFailure.Destination).toEqual({
        "Fn::GetAtt": ["FailedCallsQueue", "Arn"],
      })
  })

  it("has no secret as plain text: CloudFormation makes no SecureString, so a secret is none of its parameters", () => {
    for (const { Properties } of all(stage, "AWS::SSM::Parameter"))
      expect(Properties.Name).not.toMatch(/secret|password|token|credential|private|api-?key/i)
    for (const { Properties } of all(stage, "AWS::Lambda::Function"))
      for (const name of Object.keys(Properties.Environment.Variables))
        expect(name).not.toMatch(/secret|password|token|credential|private|api-?key/i)
  })
})

describe("a function's role", () => {
  const needs: Record<string, Needs> = {}
  beforeAll(async () => {
    for (const [key, { handler }] of functions)
      needs[key] = await needsOf(template("prod"), "prod", key, handler)
    const rows = functions.map(([key]) => {
      const archive = packaged.prod?.archives[key] ?? 0
      return `  ${key.padEnd(16)}${kilobytes(needs[key]?.bytes ?? 0)} of code ${kilobytes(archive)} archive with source map`
    })
    console.log(`Bundles of prod:\n${rows.join("\n")}`)
  }, 300_000)

  it.each(functions.map(([key]) => key))("%s may do what its code calls, and nothing else", key => {
    const allowed = allowancesOf(template("prod"), roleOf(template("prod"), `facturo-prod-${key}`))

    expect([...new Set(allowed.map(({ action }) => action))].sort()).toEqual(needs[key]?.actions)
    expect([...new Set(allowed.map(({ resource }) => resource))].sort()).toEqual(needs[key]?.resources)
  })

  it.each(functions.map(([key]) => key))("%s has no wildcard but where AWS knows nothing finer", key => {
    for (const { action, resource, condition } of allowancesOf(
      template("prod"),
      roleOf(template("prod"), `facturo-prod-${key}`),
    )) {
      expect(action).not.toContain("*")
      if (resource === "*") expect(withoutResource).toContain(action)
      if (action === "servicediscovery:DiscoverInstances")
        expect(condition).toEqual({
          StringEquals: { "servicediscovery:NamespaceName": "facturo-prod-services" },
        })
    }
  })
})

/** Actions for which AWS's service authorization reference names no resource. */
const withoutResource = [
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "servicediscovery:ListNamespaces",
  "servicediscovery:ListServices",
]

/** Functions that bring a PDF library and fonts along. */
const withDocuments = ["document"]

/** Tables whose items are of no use after a day. */
const forADay = ["IdempotencyTable"]

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} KB`.padStart(8)

describe("prod", () => {
  it("keeps its data: tables, stream and bucket stay when the stack goes, tables can be put back", () => {
    const { Resources } = template("prod")
    const tables = ofType(template("prod"), "AWS::DynamoDB::Table").filter(([id]) => !forADay.includes(id))
    for (const id of [...tables.map(([table]) => table), "InvoicesStream", "ExportsBucket"])
      expect(Resources[id]).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" })
    expect(tables.length).toBeGreaterThan(5)
    for (const [, { Properties }] of tables)
      expect(Properties).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      })
  })

  it("does not keep every log for ever, and traces every function", () => {
    const logs = all("prod", "AWS::Logs::LogGroup")
    expect(logs).toHaveLength(functions.length + 1)
    for (const { Properties } of logs) expect(Properties.RetentionInDays).toBe(90)
    for (const { Properties } of all("prod", "AWS::Lambda::Function"))
      expect(Properties.TracingConfig).toEqual({ Mode: "Active" })
  })

  it("throttles, traces and logs the API", () => {
    const [stage] = all("prod", "AWS::ApiGateway::Stage")
    expect(stage?.Properties).toMatchObject({
      StageName: "prod",
      TracingEnabled: true,
      AccessLogSetting: { DestinationArn: { "Fn::GetAtt": ["ApiAccessLog", "Arn"] } },
      MethodSettings: [{ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 }],
    })
    const [deployment] = all("prod", "AWS::ApiGateway::Deployment")
    expect(deployment?.Properties.StageName).toBeUndefined()
  })

  it("reserves concurrency for what could come in a burst and nobody throttles before", () => {
    const reserved = all("prod", "AWS::Lambda::Function").flatMap(({ Properties }) =>
      Properties.ReservedConcurrentExecutions > 0 ? [Properties.FunctionName] : [],
    )
    const scheduled = functions.filter(([, { events }]) => events.some(event => "schedule" in event))
    expect(reserved.sort()).toEqual(scheduled.map(([key]) => `facturo-prod-${key}`).sort())
  })

  it("has an alarm for every function, mapping, stream and queue and for the API, on metrics that exist", () => {
    const alarms = all("prod", "AWS::CloudWatch::Alarm").map(({ Properties }) => Properties)
    for (const { Namespace, MetricName, Dimensions } of alarms) {
      const known = published[Namespace]?.[MetricName]
      expect([MetricName, Dimensions.map(({ Name }: { Name: string }) => Name)]).toEqual([MetricName, known])
    }
    const on = (metric: string) =>
      alarms
        .filter(({ MetricName }) => MetricName === metric)
        .map(({ Dimensions }) => Dimensions[0].Value)
        .sort()
    const names = functions.map(([key]) => `facturo-prod-${key}`).sort()
    const readers = functions
      .filter(([, { events }]) => events.some(event => "stream" in event))
      .map(([key]) => `facturo-prod-${key}`)
      .sort()
    expect(on("Errors")).toEqual(names)
    expect(on("Throttles")).toEqual(names)
    expect(on("IteratorAge")).toEqual(readers)
    expect(on("OnFailureDestinationDeliveredEventCount")).toHaveLength(readers.length)
    expect(on("ApproximateNumberOfMessagesVisible")).toEqual(["facturo-prod-failed-calls"])
    expect(on("WriteProvisionedThroughputExceeded")).toEqual(["facturo-prod-invoices"])
    expect(on("5XXError")).toEqual(["prod-facturo"])
    expect(alarms.find(({ MetricName }) => MetricName === "Latency")?.ExtendedStatistic).toBe("p99")
    for (const { Properties } of all("prod", "AWS::Lambda::EventSourceMapping"))
      expect(Properties.MetricsConfig).toEqual({ Metrics: ["EventCount"] })
  })

  it("has one dashboard, on metrics that exist", () => {
    const [dashboard, ...others] = all("prod", "AWS::CloudWatch::Dashboard")
    expect(others).toEqual([])
    const { widgets } = JSON.parse(dashboard?.Properties.DashboardBody["Fn::Sub"])
    for (const { properties } of widgets) {
      for (const [namespace, metric, ...rest] of properties.metrics) {
        const names = rest.filter((part: unknown) => typeof part === "string")
        const dimensions = names.filter((_: string, n: number) => n % 2 === 0)
        expect([metric, dimensions]).toEqual([metric, published[namespace]?.[metric]])
        expect(names.every((part: string) => part.length > 0)).toBe(true)
      }
    }
  })

  it("gives what one needs to know after a deployment", () => {
    expect(Object.keys(template("prod").Outputs ?? {}).sort()).toEqual([
      "AlarmTopicArn",
      "ExportsBucketName",
      "InvoicesStreamName",
      "ServerlessDeploymentBucketName",
      "ServiceEndpoint",
      "WebBucketName",
      "WebDistributionId",
      "WebUrl",
    ])
  })

  it.each([
    ["/", "/index.html"],
    ["/bills", "/index.html"],
    ["/bills/0190.a-b", "/index.html"],
    ["/customers/1/edit", "/index.html"],
    ["/index.html", "/index.html"],
    ["/favicon.svg", "/favicon.svg"],
    ["/assets/index-CcjSGEPk.js", "/assets/index-CcjSGEPk.js"],
    ["/assets/gone.js", "/assets/gone.js"],
  ])("serves the web app's address %s from the file %s", (uri, file) => {
    const code = template("prod").Resources.WebPaths?.Properties.FunctionCode

    const request = runInNewContext(`${code}; handler(event)`, { event: { request: { uri } } })

    expect(request.uri).toBe(file)
  })

  it("brings the services under the web app's origin, uncached, with their own errors", () => {
    const { DistributionConfig } = template("prod").Resources.WebDistribution?.Properties ?? {}
    expect(DistributionConfig.CacheBehaviors.map((one: { PathPattern: string }) => one.PathPattern)).toEqual([
      "/*-service/*",
      "/*-SERVICE/*",
    ])
    for (const behavior of DistributionConfig.CacheBehaviors) {
      expect(behavior.TargetOriginId).toBe("api")
      expect(behavior.FunctionAssociations).toBeUndefined()
    }
    expect(DistributionConfig.CustomErrorResponses).toBeUndefined()
    expect(DistributionConfig.ViewerCertificate).toBeDefined()
  })
})

describe("localstack", () => {
  it("has only what LocalStack has without a licence", () => {
    const types = new Set(Object.values(template("localstack").Resources).map(({ Type }) => Type))
    for (const type of types) expect(type).not.toMatch(/ServiceDiscovery|CloudFront|Dashboard|XRay|Route53/)
  })

  it("tells its functions where Cloud Map is, and its API how to be found", () => {
    for (const { Properties } of all("localstack", "AWS::Lambda::Function"))
      expect(Properties.Environment.Variables.AWS_ENDPOINT_URL_SERVICEDISCOVERY).toBe("http://cloud-map:4567")
    const [api] = all("localstack", "AWS::ApiGateway::RestApi")
    expect(api?.Properties.Tags).toEqual([{ Key: "_custom_id_", Value: "facturo" }])
  })

  it.each(["local", "prod"])("alone does: %s has no address of any cloud in its functions", stage => {
    for (const { Properties } of all(stage, "AWS::Lambda::Function"))
      expect(Object.keys(Properties.Environment.Variables).sort()).toEqual([
        "BUCKET",
        "NODE_OPTIONS",
        "STAGE",
      ])
  })
})
