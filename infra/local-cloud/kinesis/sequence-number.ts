/** Sequence numbers as Kinesis shows them: 56 decimal digits beginning with 49, made from a record's position. */
import { AwsError } from "../protocol/aws-error.ts"

const PREFIX = "49"
const DIGITS = 56

/** The sequence number of a position. Later positions give greater numbers, as text and as integers. */
export function sequenceNumber(position: number): string {
  return PREFIX + String(position).padStart(DIGITS - PREFIX.length, "0")
}

/** The position behind a sequence number; InvalidArgumentException for one that was not made here. */
export function positionOf(sequence: string): number {
  const position = new RegExp(`^${PREFIX}0*(\\d{1,15})$`).exec(sequence)?.[1]
  if (sequence.length !== DIGITS || position === undefined) {
    throw new AwsError("InvalidArgumentException", `StartingSequenceNumber ${sequence} is invalid.`)
  }
  return Number(position)
}
