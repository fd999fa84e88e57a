/** What the health checks saw, in their table: `id` is `<service>#<instance>`. */
import { PutCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany } from "../shared/dynamodb-items.ts"
import { resourceName } from "../shared/stage.ts"

const table = () => resourceName("instances")

/** The last check of one instance. */
export type Check = {
  id: string
  status: "UP" | "DOWN"
  /** The first check that saw this status, with no other one since. */
  since: string
  checkedAt: string
  responseMs: number
}

/** The id under which an instance's check is stored. */
export const checkId = (service: string, instance: string): string => `${service}#${instance}`

export const checks = {
  /** The last checks of these instances, by id; those that were never checked are left out. */
  async getMany(ids: string[]): Promise<Map<string, Check>> {
    const found = (await getMany(table(), ids)) as Check[]
    return new Map(found.map(check => [check.id, check]))
  },

  /** Stores a check over the one before. */
  async save(check: Check): Promise<void> {
    await dynamodb.send(new PutCommand({ TableName: table(), Item: check }))
  },
}
