/** Tells which service a request is for. Signatures are not checked, only read. */
import type { IncomingMessage } from "node:http"
import { credentialScope } from "./protocol/caller.ts"

export type ServiceName = "dynamodb" | "streams" | "kinesis" | "s3" | "ssm" | "cloud-map" | "lambda" | "sts"

const BY_TARGET: Record<string, ServiceName> = {
  DynamoDB_20120810: "dynamodb",
  DynamoDBStreams_20120810: "streams",
  Kinesis_20131202: "kinesis",
  AmazonSSM: "ssm",
  Route53AutoNaming_v20170314: "cloud-map",
}

const BY_SIGNATURE: Record<string, ServiceName> = {
  dynamodb: "dynamodb",
  kinesis: "kinesis",
  s3: "s3",
  ssm: "ssm",
  servicediscovery: "cloud-map",
  lambda: "lambda",
  sts: "sts",
}

/** By X-Amz-Target, else by the service in the signature, else by the path; undefined for a service not served here. */
export function serviceOf(request: IncomingMessage): ServiceName | undefined {
  const target = request.headers["x-amz-target"]
  if (typeof target === "string") return BY_TARGET[target.slice(0, target.indexOf("."))]
  const { service } = credentialScope(request)
  if (service !== undefined) return BY_SIGNATURE[service]
  return request.url?.startsWith("/2015-03-31/") ? "lambda" : "s3"
}
