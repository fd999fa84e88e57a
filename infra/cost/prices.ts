/**
 * Prices, as assumptions: what AWS's price pages gave for us-east-1 in US dollars at the date beside each, without free
 * tiers and volume discounts. Nothing reads them again: look before you rely on them.
 */

/** A price for one unit of something. */
export type Price = { usd: number; per: string; asOf: string; page: string }

/** The region that all of them are for. eu-west-1 is some 5 to 15 % dearer. */
export const region = "us-east-1"

const at = (page: string, asOf: string) => (usd: number, per: string) => ({ usd, per, asOf, page })
const dynamodb = at("https://aws.amazon.com/dynamodb/pricing/on-demand/", "2025-07")
const kinesis = at("https://aws.amazon.com/kinesis/data-streams/pricing/", "2025-07")
const lambda = at("https://aws.amazon.com/lambda/pricing/", "2025-07")
const s3 = at("https://aws.amazon.com/s3/pricing/", "2025-07")
const api = at("https://aws.amazon.com/api-gateway/pricing/", "2025-07")
const watch = at("https://aws.amazon.com/cloudwatch/pricing/", "2025-07")

export const prices = {
  writeUnits: dynamodb(0.625, "million write units"),
  readUnits: dynamodb(0.125, "million read units"),
  tableStorage: dynamodb(0.25, "GB-month"),
  tableBackup: dynamodb(0.2, "GB-month, point-in-time recovery"),
  streamHours: kinesis(0.04, "on-demand stream-hour"),
  streamIn: kinesis(0.08, "GB written, each record rounded up to 1 KB"),
  streamOut: kinesis(0.04, "GB read"),
  streamKept: kinesis(0.1, "GB-month kept beyond a day"),
  shardHours: kinesis(0.015, "shard-hour, provisioned"),
  shardHoursKept: kinesis(0.02, "shard-hour of a week's retention, provisioned"),
  putUnits: kinesis(0.014, "million put units of 25 KB, provisioned"),
  lambdaTime: lambda(0.0000133334, "GB-second, arm64"),
  lambdaCalls: lambda(0.2, "million calls"),
  s3Puts: s3(5, "million puts and lists"),
  s3Gets: s3(0.4, "million gets"),
  s3Storage: s3(0.023, "GB-month"),
  apiCalls: api(3.5, "million calls of a REST API"),
  logs: watch(0.5, "GB of logs taken in"),
  alarms: watch(0.1, "alarm-month"),
  traces: at("https://aws.amazon.com/xray/pricing/", "2025-07")(5, "million traces recorded"),
} satisfies Record<string, Price>
