/** How many pieces are on hand; few of them stand out, by weight and not by colour alone. */
import { Text } from "@mantine/core"
import { formatCount } from "../../../lib/numbers.ts"
import { isLow } from "../model.ts"

export const Stock = ({ quantity }: { quantity: number }) => (
  <Text
    span
    inherit
    className="number"
    {...(isLow(quantity) ? { c: "var(--mantine-color-error)", fw: 650 } : {})}
  >
    {formatCount(quantity)}
  </Text>
)
