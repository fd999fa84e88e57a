/** Point-in-time recovery, which dynoxide does not know: the setting is stored and given back, nothing is backed up. */
import type { UpdateContinuousBackupsInput } from "@aws-sdk/client-dynamodb"
import { AwsError } from "../protocol/aws-error.ts"
import type { StreamStore } from "./stream-store.ts"

/** The two operations on the setting, by name. */
export function backupOperations({ database }: StreamStore) {
  const requireTable = (name = "") => {
    if (database.prepare("SELECT 1 FROM _tables WHERE table_name = ?").get(name)) return name
    throw new AwsError("TableNotFoundException", `Table not found: ${name}`)
  }
  const describe = (table: string) => {
    const sql = "SELECT since FROM facturo_backups WHERE table_name = ? AND enabled = 1"
    const enabled = database.prepare(sql).get(table) as { since: number } | undefined
    const window = enabled && {
      EarliestRestorableDateTime: enabled.since,
      LatestRestorableDateTime: Math.floor(Date.now() / 1000),
    }
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: "ENABLED",
        PointInTimeRecoveryDescription: {
          PointInTimeRecoveryStatus: enabled ? "ENABLED" : "DISABLED",
          ...window,
        },
      },
    }
  }
  return {
    DescribeContinuousBackups: (input: { TableName?: string }) => describe(requireTable(input.TableName)),
    UpdateContinuousBackups: (input: UpdateContinuousBackupsInput) => {
      const table = requireTable(input.TableName)
      const enabled = input.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ? 1 : 0
      database
        .prepare("INSERT OR REPLACE INTO facturo_backups VALUES (?, ?, ?)")
        .run(table, enabled, Math.floor(Date.now() / 1000))
      return describe(table)
    },
  }
}
