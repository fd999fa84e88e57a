/**
 * Customers in their table: `id` is the key; the index `newest` lists them. Beside each stand, as items of the same
 * table, a claim on the email address, so that no other can have it, and the entries by which the customer is found.
 * All of them change in one transaction, and only from the version that was read.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany } from "../shared/dynamodb-items.ts"
import { type Entry, entriesOf, entryWrites, queryByPrefix } from "../shared/find-by-prefix.ts"
import type { Page } from "../shared/http/page.ts"
import { type Index, positionOf, queryNewestFirst } from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import { transact, untilWritten, type Write } from "../shared/transact.ts"
import { upgradeOnce } from "../shared/upgrade-once.ts"
import { ArchivedError, EmailTakenError } from "./errors.ts"
import type { Customer, CustomerInput } from "./schema.ts"

type PageOf = { limit: number; cursor?: string | undefined }
/** Looks at the customer that is about to be changed, and throws what forbids it. */
type Check = (current: Customer) => void

/**
 * As it is stored. Those that were stored before there were claims and entries have no `indexed`; of several with
 * one address from that time, all but one are `unclaimed`.
 */
type Item = Customer & {
  collection?: string
  position: string
  indexed?: 1
  unclaimed?: true
  kind?: undefined
}

const table = () => resourceName("customers")
const newest = (): Index => ({ table: table(), index: "newest", partitionKey: "collection" })
const collection = "customers"

export const customers = {
  /** The customer with this id, archived or not; undefined when there is none. */
  async get(id: string): Promise<Customer | undefined> {
    const item = await read(id)
    return item && fromItem(item)
  },

  /** Those of these customers that exist, archived or not, in the order of the ids. */
  async getMany(ids: string[]): Promise<Customer[]> {
    return (await getMany(table(), ids)).filter(isCustomer).map(fromItem)
  },

  /** One page of all customers that are not archived, newest first. */
  async list(page: PageOf): Promise<Page<Customer>> {
    const { items, next } = await queryNewestFirst(newest(), [collection], page)
    return { items: (items as Item[]).map(fromItem), next }
  },

  /** One page of those whose name or email (or the field named) begins so, newest first. */
  async find(search: { text: string; field?: "name" | "email" }, page: PageOf): Promise<Page<Customer>> {
    await indexOlder()
    const { items, next } = await queryByPrefix(newest(), search, page)
    const found = await customers.getMany(items)
    return { items: found.filter(({ archivedAt }) => !archivedAt), next }
  },

  /** Stores a new customer. False when there is one with this id; throws an EmailTakenError. */
  async add(customer: Customer): Promise<boolean> {
    await indexOlder()
    const item = toItem(customer)
    return untilWritten(`Customer ${JSON.stringify(customer.id)}`, async () => {
      const failed = await transact([
        { Put: { TableName: table(), Item: item, ConditionExpression: "attribute_not_exists(id)" } },
        claim(item),
        ...entryWrites(table(), [], entries(item)),
      ])
      if (failed?.includes(0)) return false
      if (failed?.length) throw new EmailTakenError(customer.email)
      return failed && true
    })
  },

  /**
   * Replaces name and email as a whole. Undefined when there is no such customer. Throws what `check` throws, an
   * EmailTakenError or an ArchivedError; nothing is stored then.
   */
  async replace(id: string, input: CustomerInput, now: string, check: Check): Promise<Customer | undefined> {
    await indexOlder()
    return change(id, async (before, write) => {
      check(fromItem(before))
      if (before.archivedAt) throw new ArchivedError(id)
      const after = toItem({ ...fromItem(before), ...input, updatedAt: now, version: before.version + 1 })
      const failed = await write(after, [
        ...(isSameClaim(before, after) ? [] : [claim(after), ...(await unclaim(before))]),
        ...entryWrites(table(), entries(before), entries(after)),
      ])
      if (failed?.includes(1) && !failed.includes(0)) throw new EmailTakenError(input.email)
      return failed?.length === 0 ? fromItem(after) : undefined
    })
  },

  /**
   * Takes a customer out of lists and searches, and sets the email free; by its id the customer is still found.
   * Gives it as it is then, unchanged when it was archived before; undefined when there is none.
   */
  async archive(id: string, now: string, check: Check): Promise<Customer | undefined> {
    return change(id, async (before, write) => {
      check(fromItem(before))
      if (before.archivedAt) return fromItem(before)
      const after = toItem({
        ...fromItem(before),
        archivedAt: now,
        updatedAt: now,
        version: before.version + 1,
      })
      const failed = await write(after, [
        ...(await unclaim(before)),
        ...entryWrites(table(), entries(before), []),
      ])
      return failed?.length === 0 ? fromItem(after) : undefined
    })
  },

  /** Removes an archived customer for good, unless it was changed since. */
  async removeArchived({ id, version }: Customer): Promise<void> {
    await untilWritten(`Customer ${JSON.stringify(id)}`, () =>
      transact([
        {
          Delete: {
            TableName: table(),
            Key: { id },
            ConditionExpression: "version = :version AND attribute_exists(archivedAt)",
            ExpressionAttributeValues: { ":version": version },
          },
        },
      ]),
    )
  },
}

/** Reads what is there, with all that was written before; `kind` marks what is no customer. */
async function read(id: string): Promise<Item | undefined> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: table(), Key: { id }, ConsistentRead: true }),
  )
  return Item && isCustomer(Item) ? Item : undefined
}

const isCustomer = (item: Record<string, unknown>): item is Item => item.kind === undefined

/**
 * Reads, decides and writes, and begins again when somebody else wrote meanwhile: `decide` gives undefined then.
 * `write` stores the customer only over the version that was read, and gives the places of failed conditions.
 */
async function change(
  id: string,
  decide: (
    before: Item,
    write: (after: Item, others: Write[]) => Promise<number[] | undefined>,
  ) => Promise<Customer | undefined>,
): Promise<Customer | undefined> {
  const outcome = await untilWritten(`Customer ${JSON.stringify(id)}`, async () => {
    const before = await read(id)
    if (!before) return "none"
    return decide(before, (after, others) =>
      transact([
        {
          Put: {
            TableName: table(),
            Item: after,
            ConditionExpression: `version = :read AND attribute_${before.indexed ? "" : "not_"}exists(#indexed)`,
            ExpressionAttributeNames: { "#indexed": "indexed" },
            ExpressionAttributeValues: { ":read": before.version },
          },
        },
        ...others,
      ]),
    )
  })
  return outcome === "none" ? undefined : outcome
}

/** Gives a claim and entries to those who were stored without; of equal addresses the newest customer's counts. */
const indexOlder = upgradeOnce(() => ({
  name: "claims-and-entries",
  index: newest(),
  partition: collection,
  upgrade: async ({ id, indexed }) =>
    indexed ??
    change(id as string, async (before, write) => {
      if (before.indexed || before.archivedAt) return fromItem(before)
      const after = toItem(fromItem(before))
      const failed = await write(after, [claim(after), ...entryWrites(table(), [], entries(after))])
      if (failed?.length !== 1 || failed.includes(0)) return failed?.length === 0 ? before : undefined
      const shared = await write({ ...after, unclaimed: true }, entryWrites(table(), [], entries(after)))
      return shared?.length === 0 ? before : undefined
    }),
}))

/** Addresses are compared without regard to case: no mail server in use tells them apart by it. */
const claimId = ({ email }: Pick<Customer, "email">): string => `email#${email.toLowerCase()}`

const hasClaim = (item: Item): boolean => item.indexed !== undefined && !item.unclaimed

const isSameClaim = (before: Item, after: Item): boolean =>
  hasClaim(before) && claimId(before) === claimId(after)

const claimItem = (item: Item) => ({ id: claimId(item), kind: "email", owner: item.id })

const claim = (item: Item): Write => ({
  Put: {
    TableName: table(),
    Item: claimItem(item),
    ConditionExpression: "attribute_not_exists(id) OR #owner = :owner",
    ExpressionAttributeNames: { "#owner": "owner" },
    ExpressionAttributeValues: { ":owner": item.id },
  },
})

/** Sets the address free, or hands it to the next of those who had the same one before there were claims. */
async function unclaim(item: Item): Promise<Write[]> {
  if (!hasClaim(item)) return []
  const heir = await heirOf(item)
  if (!heir) return [{ Delete: { TableName: table(), Key: { id: claimId(item) } } }]
  return [
    { Put: { TableName: table(), Item: claimItem(heir) } },
    {
      Update: {
        TableName: table(),
        Key: { id: heir.id },
        UpdateExpression: "REMOVE unclaimed",
        ConditionExpression: "version = :read AND attribute_exists(unclaimed)",
        ExpressionAttributeValues: { ":read": heir.version },
      },
    },
  ]
}

/** Whoever has the same address and no claim on it. */
async function heirOf(item: Item): Promise<Item | undefined> {
  const search = { text: item.email, field: "email" }
  const { items } = await queryByPrefix(newest(), search, { limit: 100 })
  const found = (await getMany(table(), items)).filter(isCustomer)
  return found.find(other => other.unclaimed && claimId(other) === claimId(item))
}

const entries = (item: Item): Entry[] =>
  item.indexed ? entriesOf(item, { name: item.name, email: item.email }) : []

function toItem(customer: Customer): Item {
  const position = positionOf(customer)
  return customer.archivedAt ? { ...customer, position } : { ...customer, position, collection, indexed: 1 }
}

function fromItem(item: Item): Customer {
  const { id, name, email, createdAt, updatedAt, archivedAt, version } = item
  return { id, name, email, createdAt, updatedAt, ...(archivedAt ? { archivedAt } : {}), version }
}
