/**
 * Which object an invoice's row is in. It depends on the invoice alone, never on a batch or a shard, so that a
 * record that comes again meets its own row.
 */
import { createHash } from "node:crypto"
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"

/** An object: a day and minute of UTC, and a part of the customers. */
export type ObjectName = {
  /** 2026-11-22 */
  date: string
  /** 10-05 */
  minute: string
  /** One of 16: the first hex digit of the MD5 of the customer's id, by which Kinesis chooses the shard too. */
  part: string
}

/** The object of an invoice. */
export function objectOf({ data }: InvoiceIssued): ObjectName {
  return {
    date: data.createdAt.slice(0, 10),
    minute: data.createdAt.slice(11, 16).replace(":", "-"),
    part: createHash("md5").update(data.customerId).digest("hex").slice(0, 1),
  }
}

/** Where all objects of a day are. */
export const prefixOf = (date: string): string => `exports/${date}/`

/** The key of an object; keys of a day sort by time. */
export const keyOf = ({ date, minute, part }: ObjectName): string => `${prefixOf(date)}${minute}-${part}.csv`

/** The minute of a key: 10-05. */
export const minuteOf = (key: string): string => key.slice(-"10-05-f.csv".length, -"-f.csv".length)
