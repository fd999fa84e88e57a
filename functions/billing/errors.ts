/** What can be in the way of a bill. */
import { ConflictError, type Fault } from "../shared/errors.ts"

/** The bill is in a state that does not allow what was asked for. */
export class TransitionError extends ConflictError {
  override name = "TransitionError"
  constructor(id: string, participle: string, reason: string) {
    super(`Bill ${JSON.stringify(id)} cannot be ${participle}: ${reason}.`)
  }
}

/** Somebody else wrote the bill after it was read. */
export class ChangedMeanwhileError extends ConflictError {
  override name = "ChangedMeanwhileError"
  constructor(id: string) {
    super(`Bill ${JSON.stringify(id)} was changed by somebody else meanwhile.`)
  }
}

/** Another request is issuing the bill at this moment. */
export class UnderWayError extends ConflictError {
  override name = "UnderWayError"
  constructor(id: string) {
    super(`Bill ${JSON.stringify(id)} is being issued by another request. Ask again later.`)
  }
}

/** The inventory has too little of something; the message names it and what is left. */
export class OutOfStockError extends ConflictError {
  override name = "OutOfStockError"
  /** False when a request before it got no answer, and may still take stock. */
  readonly isFinal: boolean
  constructor(message: string, faults: Fault[] | undefined, isFinal: boolean) {
    super(message, faults)
    this.isFinal = isFinal
  }
}
