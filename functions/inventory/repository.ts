/**
 * Products in their table: `id` is the key; the index `newest` lists them. Prices are stored in minor units. Beside
 * each stand, as items of the same table, the entries by which it is found. Everything changes in one transaction,
 * and only from the version that was read; reservations count the version up too, since they change the quantity.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany } from "../shared/dynamodb-items.ts"
import { type Entry, entriesOf, entryWrites, queryByPrefix } from "../shared/find-by-prefix.ts"
import type { Page } from "../shared/http/page.ts"
import { toMajor } from "../shared/money.ts"
import { type Index, positionOf, queryNewestFirst } from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import { transact, untilWritten, type Write } from "../shared/transact.ts"
import { upgradeOnce } from "../shared/upgrade-once.ts"
import { ArchivedError } from "./errors.ts"
import type { Product, ProductInput } from "./schema.ts"

type PageOf = { limit: number; cursor?: string | undefined }
/** Looks at the product that is about to be changed, and throws what forbids it. */
type Check = (current: Product) => void

/** As it is stored. Those that were stored before there were entries and taxes have no `indexed` and no `taxRate`. */
type Item = {
  id: string
  name: string
  price: number
  quantity: number
  taxRate?: number | null
  createdAt: string
  updatedAt: string
  archivedAt?: string
  version: number
  collection?: string
  position: string
  indexed?: 1
  /** True when some of it was ever set aside for a bill. */
  reserved?: true
  kind?: undefined
}

/** The table's full name, for the reservations that change quantities in it. */
export const productsTable = () => resourceName("products")
const newest = (): Index => ({ table: productsTable(), index: "newest", partitionKey: "collection" })
const collection = "products"

export const products = {
  /** The product with this id, archived or not; undefined when there is none. */
  async get(id: string): Promise<Product | undefined> {
    const item = await read(id)
    return item && fromItem(item)
  },

  /** Those of these products that exist, archived or not, in the order of the ids. */
  async getMany(ids: string[]): Promise<Product[]> {
    return (await getMany(productsTable(), ids)).filter(isProduct).map(fromItem)
  },

  /** One page of all products that are not archived, newest first. */
  async list(page: PageOf): Promise<Page<Product>> {
    const { items, next } = await queryNewestFirst(newest(), [collection], page)
    return { items: (items as Item[]).map(fromItem), next }
  },

  /** One page of those whose name, or any word of it, begins so, newest first. */
  async find(text: string, page: PageOf): Promise<Page<Product>> {
    await indexOlder()
    const { items, next } = await queryByPrefix(newest(), { text }, page)
    const found = await products.getMany(items)
    return { items: found.filter(({ archivedAt }) => !archivedAt), next }
  },

  /** Stores a new product and gives it as it is now. Undefined when there is one with this id. */
  async add(id: string, input: ProductInput, now: string): Promise<Product | undefined> {
    const item = listed({ id, ...input, createdAt: now, updatedAt: now, version: 1 })
    return untilWritten(`Product ${JSON.stringify(id)}`, async () => {
      const failed = await transact([
        { Put: { TableName: productsTable(), Item: item, ConditionExpression: "attribute_not_exists(id)" } },
        ...entryWrites(productsTable(), [], entries(item)),
      ])
      return failed && { added: failed.length === 0 }
    }).then(({ added }) => (added ? fromItem(item) : undefined))
  },

  /**
   * Replaces name, price, quantity and tax rate as a whole. Undefined when there is no such product. Throws what
   * `check` throws, or an ArchivedError; nothing is stored then.
   */
  async replace(id: string, input: ProductInput, now: string, check: Check): Promise<Product | undefined> {
    return change(id, async (before, write) => {
      check(fromItem(before))
      if (before.archivedAt) throw new ArchivedError(id)
      const after = listed({ ...before, ...input, updatedAt: now, version: before.version + 1 })
      return (await write(after)) ? after : undefined
    })
  },

  /**
   * Takes a product out of lists and searches; by its id it is still found. Gives it as it is then, unchanged when
   * it was archived before; undefined when there is none.
   */
  async archive(id: string, now: string, check: Check): Promise<Product | undefined> {
    return change(id, async (before, write) => {
      check(fromItem(before))
      if (before.archivedAt) return before
      const { collection: _, indexed: __, ...kept } = before
      const after = { ...kept, archivedAt: now, updatedAt: now, version: before.version + 1 }
      return (await write(after)) ? after : undefined
    })
  },

  /** Removes an archived product for good, unless it was changed since or some of it was ever reserved. */
  async removeArchived({ id, version }: Product): Promise<void> {
    await untilWritten(`Product ${JSON.stringify(id)}`, () =>
      transact([
        {
          Delete: {
            TableName: productsTable(),
            Key: { id },
            ConditionExpression:
              "version = :version AND attribute_exists(archivedAt) AND attribute_not_exists(reserved)",
            ExpressionAttributeValues: { ":version": version },
          },
        },
      ]),
    )
  },
}

/** Reads what is there, with all that was written before; `kind` marks what is no product. */
async function read(id: string): Promise<Item | undefined> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: productsTable(), Key: { id }, ConsistentRead: true }),
  )
  return Item && isProduct(Item) ? Item : undefined
}

const isProduct = (item: Record<string, unknown>): item is Item => item.kind === undefined

/**
 * Reads, decides and writes, and begins again when somebody else wrote meanwhile: `decide` gives undefined then.
 * `write` stores the product and its entries, only over the version that was read, and tells whether it did.
 */
async function change(
  id: string,
  decide: (before: Item, write: (after: Item) => Promise<boolean>) => Promise<Item | undefined>,
): Promise<Product | undefined> {
  const outcome = await untilWritten(`Product ${JSON.stringify(id)}`, async () => {
    const before = await read(id)
    if (!before) return "none"
    return decide(before, async after => {
      const overWhatWasRead: Write = {
        Put: {
          TableName: productsTable(),
          Item: after,
          ConditionExpression: `version = :read AND attribute_${before.indexed ? "" : "not_"}exists(#indexed)`,
          ExpressionAttributeNames: { "#indexed": "indexed" },
          ExpressionAttributeValues: { ":read": before.version },
        },
      }
      const failed = await transact([
        overWhatWasRead,
        ...entryWrites(productsTable(), entries(before), entries(after)),
      ])
      return failed?.length === 0
    })
  })
  return outcome === "none" ? undefined : fromItem(outcome)
}

/** Gives entries to those that were stored without. */
const indexOlder = upgradeOnce(() => ({
  name: "entries",
  index: newest(),
  partition: collection,
  upgrade: async ({ id, indexed }) =>
    indexed ??
    change(id as string, async (before, write) => {
      if (before.indexed || before.archivedAt) return before
      return (await write(listed(before))) ? before : undefined
    }),
}))

const entries = (item: Item): Entry[] => (item.indexed ? entriesOf(item, { name: item.name }) : [])

const listed = (item: Omit<Item, "position">): Item => ({
  ...item,
  position: positionOf(item),
  collection,
  indexed: 1,
})

function fromItem(item: Item): Product {
  const { id, name, price, quantity, taxRate = null, createdAt, updatedAt, archivedAt, version } = item
  return {
    id,
    name,
    price: toMajor(price),
    quantity,
    taxRate,
    createdAt,
    updatedAt,
    ...(archivedAt ? { archivedAt } : {}),
    version,
  }
}
