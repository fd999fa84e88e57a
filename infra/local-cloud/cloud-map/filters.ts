/** The filters of Cloud Map's lists: a name, a condition and values. */
import { AwsError } from "../protocol/aws-error.ts"

export type Filter = { Name?: string; Condition?: string; Values?: string[] }

/** A test for all `filters`; `properties` says how to read each property that can be filtered by. */
export function matchesFilters<Item>(
  filters: Filter[] | undefined,
  properties: Record<string, (item: Item) => string>,
): (item: Item) => boolean {
  const checks = (filters ?? []).map(({ Name = "", Condition = "EQ", Values = [] }) => {
    const property = properties[Name]
    if (!property) {
      throw new AwsError(
        "InvalidInput",
        `The filter ${Name} is not served here: ${Object.keys(properties).join(", ")}.`,
      )
    }
    if (Condition === "BEGINS_WITH")
      return (item: Item) => Values.some(value => property(item).startsWith(value))
    if (Condition === "EQ" || Condition === "IN") return (item: Item) => Values.includes(property(item))
    throw new AwsError(
      "InvalidInput",
      `The filter condition ${Condition} is not served here: EQ, IN, BEGINS_WITH.`,
    )
  })
  return item => checks.every(check => check(item))
}
