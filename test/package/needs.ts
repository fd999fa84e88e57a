/** What a function must be allowed to do: by the calls in its bundle, its event sources and its destinations. */
import { readFileSync } from "node:fs"
import { ofType, type Template } from "../../infra/deploy/template.ts"
import { type Bundle, bundle } from "./bundle.ts"
import { notCalled } from "./not-called.ts"

const root = new URL("../../", import.meta.url)

/**
 * A function's needs: actions, and resources as they stand in a policy, sorted. Which action is on which table is not
 * told apart where a function has several.
 */
export type Needs = { bytes: number; actions: string[]; resources: string[] }

type Pair = [action: string, resource: string]

/** Commands that a library brings along and that nothing here calls. */
const broughtAlong =
  /nested-clients\/|DescribeEndpointsCommand|CreateSessionCommand|ssm\/.*\/(GetParameter|GetParameters|PutParameter)Command|dynamodb\/.*\/(Scan|Query)Command/

/** Commands whose IAM action has another name. TransactWriteItems needs what it is made of. */
const actionsOf: Record<string, string[]> = {
  HeadObject: ["GetObject"],
  ListObjectsV2: ["ListBucket"],
  CreateMultipartUpload: ["PutObject"],
  UploadPart: ["PutObject"],
  CompleteMultipartUpload: ["PutObject"],
  Invoke: ["InvokeFunction"],
}
/** What Powertools' idempotency does with its table. */
const idempotencyActions = ["GetItem", "PutItem", "UpdateItem", "DeleteItem"].map(
  action => `dynamodb:${action}`,
)

/** The document client's commands, by what they are called in the API. */
const documentCommands = /^(Get|Put|Update|Delete|BatchGet|BatchWrite)$/

/** Actions of a mapping on its source, as Lambda asks for them. */
const readsStream = {
  kinesis: ["DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards"].map(
    action => `kinesis:${action}`,
  ),
  dynamodb: ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
    action => `dynamodb:${action}`,
  ),
}

/** Finds out what the function with this key and handler needs. Throws when its bundle has a call nobody accounts for. */
export async function needsOf(
  template: Template,
  stage: string,
  key: string,
  handler: string,
): Promise<Needs> {
  const bundled = await bundle(handler)
  const sources = bundled.files.filter(file => file.startsWith("functions/"))
  const text = sources.map(file => readFileSync(new URL(file, root), "utf8")).join("\n")
  const actions = actionsIn(bundled, text)
  for (const action of notCalled[key]?.actions ?? []) actions.delete(action)
  for (const verb of notCalled[key]?.verbs ?? []) {
    if (new RegExp(`\\b${verb.replace(".", "\\.")}\\b`).test(text))
      throw new Error(`${key} calls ${verb} by now.`)
  }
  const resources = new Set(
    [...actions].flatMap(action => resourcesFor(action, template, stage, text)).concat("*"),
  )
  for (const [action, resource] of [...always(stage, key), ...ofEvents(template, stage, key)]) {
    actions.add(action)
    resources.add(resource)
  }
  return { bytes: bundled.bytes, actions: [...actions].sort(), resources: [...resources].sort() }
}

function actionsIn({ files }: Bundle, text: string): Set<string> {
  const named = [...text.matchAll(/new (\w+)Command\(|\bpaginate(\w+)\(/g)].map(match => match[1] ?? match[2])
  const repeatsOnce = files.some(file => file.endsWith("DynamoDBPersistenceLayer.js"))
  const actions = new Set<string>(repeatsOnce ? idempotencyActions : [])
  for (const file of files.filter(path => /commands\/\w+Command\.js$/.test(path))) {
    const [, client = "", command = ""] = /(?:client|lib)-(\w+)\/.*\/(\w+)Command\.js$/.exec(file) ?? []
    const inDocuments = file.includes("lib-dynamodb")
    const isNamed = named.includes(command) || named.includes(command.replace(/Items?$/, ""))
    if (client === "ssm" && command === "GetParametersByPath" && text.includes("provider.getMultiple(")) {
      actions.add("ssm:GetParametersByPath")
    } else if (!isNamed) {
      const isKnown = broughtAlong.test(file) || inDocuments || (repeatsOnce && client === "dynamodb")
      if (!isKnown) throw new Error(`${file} is in the bundle, and no source of ours calls it.`)
    } else if (/^TransactWrite/.test(command)) {
      for (const [, kind] of text.matchAll(/\b(Put|Update|Delete|ConditionCheck): \{/g))
        actions.add(`dynamodb:${kind}Item`)
    } else {
      const api = inDocuments && documentCommands.test(command) ? `${command}Item` : command
      for (const action of actionsOf[api] ?? [api]) actions.add(`${client}:${action}`)
    }
  }
  return actions
}

/** Where an action is needed: on the resources that the sources name. */
function resourcesFor(action: string, template: Template, stage: string, text: string): string[] {
  const named = [...text.matchAll(/resourceName\("([\w-]+)"\)/g)].map(match => `facturo-${stage}-${match[1]}`)
  const ids = (type: string, property: string) =>
    ofType(template, type).filter(([, { Properties }]) => named.includes(Properties[property]))
  const [service] = action.split(":")
  const account = (of: string) => `arn:\${AWS::Partition}:${of}:\${AWS::Region}:\${AWS::AccountId}:`
  switch (service) {
    case "dynamodb":
      return ids("AWS::DynamoDB::Table", "TableName").flatMap(([id, { Properties }]) => {
        const indexes: { IndexName: string }[] = Properties.GlobalSecondaryIndexes ?? []
        return action === "dynamodb:Query" && indexes.length > 0
          ? indexes.map(({ IndexName }) => `\${${id}.Arn}/index/${IndexName}`)
          : [`\${${id}.Arn}`]
      })
    case "kinesis":
      return ids("AWS::Kinesis::Stream", "Name").map(([id]) => `\${${id}.Arn}`)
    case "lambda":
      return ids("AWS::Lambda::Function", "FunctionName").map(
        ([, { Properties }]) => `${account("lambda")}function:${Properties.FunctionName}`,
      )
    case "ssm": {
      const [, path] = /settingsOf\(\s*"([\w-]+)"/.exec(text) ?? []
      // Who names no service reads those of all.
      const parameter = `${account("ssm")}parameter/facturo/${stage}${path ? `/${path}` : ""}`
      return [parameter, `${parameter}/*`]
    }
    case "s3":
      return action === "s3:ListBucket"
        ? ["${ExportsBucket.Arn}"]
        : prefixesIn(text).map(prefix => `\${ExportsBucket.Arn}/${prefix}/*`)
    case "servicediscovery":
      if (/:List/.test(action)) return ["*"]
      if (/:Update/.test(action)) return [`${account("servicediscovery")}service/*`]
      return [`${account("servicediscovery")}namespace/*`, `${account("servicediscovery")}service/*`]
    default:
      throw new Error(`${action}: this test does not know on which resources it is needed.`)
  }
}

/** The folders of the bucket that the sources name at the beginning of a text. */
const prefixesIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/["`](exports|exports-daily|quarantine)\//g)].map(match => match[1] as string),
  ),
]

const always = (stage: string, key: string): Pair[] => [
  ["xray:PutTraceSegments", "*"],
  ["xray:PutTelemetryRecords", "*"],
  ...["CreateLogStream", "PutLogEvents"].map(
    (action): Pair => [
      `logs:${action}`,
      `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/facturo-${stage}-${key}:*`,
    ],
  ),
]

function ofEvents(template: Template, stage: string, key: string): Pair[] {
  const [functionId] =
    ofType(template, "AWS::Lambda::Function").find(
      ([, { Properties }]) => Properties.FunctionName === `facturo-${stage}-${key}`,
    ) ?? []
  const isOurs = (reference: { "Fn::GetAtt"?: [string, string] } | undefined) =>
    reference?.["Fn::GetAtt"]?.[0] === functionId
  const mappings = ofType(template, "AWS::Lambda::EventSourceMapping")
    .filter(([, { Properties }]) => isOurs(Properties.FunctionName))
    .flatMap(([, { Properties }]) => {
      const [id, attribute] = Properties.EventSourceArn["Fn::GetAtt"]
      const kind = attribute === "StreamArn" ? "dynamodb" : "kinesis"
      return [
        ...readsStream[kind].map((action): Pair => [action, `\${${id}.${attribute}}`]),
        ["s3:ListBucket", "${ExportsBucket.Arn}"] as Pair,
        ["s3:PutObject", "${ExportsBucket.Arn}/aws/lambda/*"] as Pair,
      ]
    })
  const isAsynchronous = ofType(template, "AWS::Lambda::EventInvokeConfig").some(
    ([, { Properties }]) => Properties.FunctionName?.Ref === functionId || isOurs(Properties.FunctionName),
  )
  return [...mappings, ...(isAsynchronous ? [["sqs:SendMessage", "${FailedCallsQueue.Arn}"] as Pair] : [])]
}
