/** What billing keeps beside the bills: counters of numbers, histories, and work that is under way. */
import { resourceName } from "../shared/stage.ts"

export const ledgerTable = (): string => resourceName("billing-ledger")
