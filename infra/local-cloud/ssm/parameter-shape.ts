/** Parameters as the answers of SSM show them. */
import { ACCOUNT_ID } from "../protocol/caller.ts"
import type { ParameterVersion } from "./store.ts"

/** With its value; a SecureString is readable only with decryption, as on AWS (it is not encrypted on disk here). */
export function parameterShape(
  each: ParameterVersion,
  region: string,
  withDecryption = false,
  selector?: string,
) {
  return {
    Name: each.name,
    Type: each.type,
    Value: visibleValue(each, withDecryption),
    Version: each.version,
    ...(selector !== undefined && { Selector: selector }),
    LastModifiedDate: each.modified_at / 1000,
    ARN: arn(each, region),
    DataType: each.data_type,
  }
}

/** Without its value, as DescribeParameters lists it. */
export function metadataShape(each: ParameterVersion, region: string) {
  return {
    Name: each.name,
    ARN: arn(each, region),
    Type: each.type,
    ...(each.key_id !== null && { KeyId: each.key_id }),
    LastModifiedDate: each.modified_at / 1000,
    LastModifiedUser: `arn:aws:iam::${ACCOUNT_ID}:root`,
    ...(each.description !== null && { Description: each.description }),
    ...(each.allowed_pattern !== null && { AllowedPattern: each.allowed_pattern }),
    Version: each.version,
    Tier: each.tier,
    Policies: [],
    DataType: each.data_type,
  }
}

/** One version, as GetParameterHistory lists it. */
export function historyShape(each: ParameterVersion, region: string, withDecryption = false) {
  const { ARN, ...metadata } = metadataShape(each, region)
  return { ...metadata, Value: visibleValue(each, withDecryption), Labels: [] }
}

function visibleValue(each: ParameterVersion, withDecryption: boolean): string {
  if (each.type !== "SecureString" || withDecryption) return each.value
  return Buffer.from(`${each.key_id}:${each.value}`).toString("base64")
}

function arn(each: ParameterVersion, region: string): string {
  return `arn:aws:ssm:${region}:${ACCOUNT_ID}:parameter${each.name.startsWith("/") ? "" : "/"}${each.name}`
}
