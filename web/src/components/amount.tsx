/** An amount of money, with figures of one width. */
import { formatAmount } from "../lib/money.ts"

type Props = { value: number; currency?: string | undefined }

export const Amount = ({ value, currency }: Props) => (
  <span className="number">{formatAmount(value, currency)}</span>
)
