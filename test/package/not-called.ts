/**
 * What is in a bundle and is never called there. An object of a repository is one piece to the bundler, so a function
 * that uses one verb of it carries the others too; its role does not.
 */

const readingQuarantine = ["get", "bytes", "list", "markReplayed"].map(verb => `quarantine.${verb}`)

/** By function: verbs that it does not call, and the actions that are needed for those alone. */
export const notCalled: Record<string, { verbs: string[]; actions: string[] }> = {
  "publish-bill": {
    verbs: readingQuarantine,
    actions: ["dynamodb:GetItem", "dynamodb:Query", "s3:GetObject"],
  },
  "record-bill": {
    verbs: [
      ...["get", "getMany", "list", "listByCustomer", "listUndiscounted", "add", "replace", "remove"].map(
        verb => `bills.${verb}`,
      ),
      ...readingQuarantine,
    ],
    actions: ["dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:Query", "s3:GetObject"],
  },
  "write-csv": { verbs: ["rowCounts.listDays"], actions: ["dynamodb:Query"] },
  analytics: {
    verbs: ["windows.open", "windows.store", "windows.close", "windows.writeOfPart"],
    actions: ["dynamodb:PutItem", "dynamodb:UpdateItem"],
  },
  "count-windows": {
    verbs: ["windows.closed", ...readingQuarantine],
    actions: ["dynamodb:GetItem", "dynamodb:Query", "s3:GetObject"],
  },
  producer: {
    verbs: ["simulations.claim", "simulations.renew", "simulations.release", "simulations.listAbandoned"],
    actions: ["dynamodb:BatchGetItem"],
  },
  simulate: {
    verbs: ["simulations.get", "simulations.list", "simulations.add"],
    actions: ["dynamodb:GetItem", "dynamodb:PutItem"],
  },
  registry: { verbs: ["checks.save"], actions: ["dynamodb:PutItem"] },
  discount: { verbs: ["jobs.list"], actions: ["dynamodb:Query"] },
}
