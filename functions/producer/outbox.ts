/** Invoices on their way to the stream: each stays here, as it is, until the stream has accepted it. */
import type { KinesisClient } from "@aws-sdk/client-kinesis"
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"
import { sendInvoices } from "../shared/events/send-invoices.ts"

/** What one PutRecords takes, so that a call that fails as a whole leaves no doubt about another one's records. */
const recordsPerCall = 500

export type Outbox = {
  /** Invoices that still wait. */
  waiting(): number
  add(invoices: InvoiceIssued[]): void
  /**
   * Sends what waits, once. Gives those that were accepted, and why the others were not (null when none is left).
   * Never throws: what was not accepted waits for the next call.
   */
  send(): Promise<{ accepted: InvoiceIssued[]; trouble: string | null }>
}

/** An empty outbox before the stream. */
export function createOutbox(kinesis: Pick<KinesisClient, "send">): Outbox {
  let waiting: InvoiceIssued[] = []
  return {
    waiting: () => waiting.length,
    add(invoices) {
      waiting.push(...invoices)
    },
    async send() {
      const accepted: InvoiceIssued[] = []
      const refused: InvoiceIssued[] = []
      let trouble: string | null = null
      for (let start = 0; start < waiting.length; start += recordsPerCall) {
        const call = waiting.slice(start, start + recordsPerCall)
        const answer = await sendInvoices(kinesis, call, { tries: 1 }).catch((error: Error) => {
          trouble = `The stream cannot be written: ${error.name}.`
          return { refused: call }
        })
        const again = new Set(answer.refused)
        refused.push(...answer.refused)
        accepted.push(...call.filter(invoice => !again.has(invoice)))
      }
      waiting = refused
      if (refused.length > 0)
        trouble ??= `The stream takes no more at the moment; ${refused.length} invoices wait.`
      return { accepted, trouble }
    },
  }
}
