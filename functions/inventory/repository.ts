/** Products in their table: `id` is the key; the index `newest` lists them. Prices are stored in minor units. */
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany, ifConditionFailed } from "../shared/dynamodb-items.ts"
import type { Page } from "../shared/http/page.ts"
import { toMajor } from "../shared/money.ts"
import { type Index, positionOf, queryNewestFirst } from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import type { Product, ProductInput } from "./schema.ts"

const table = () => resourceName("products")
const newest = (): Index => ({ table: table(), index: "newest", partitionKey: "collection" })
const collection = "products"

export const products = {
  /** The product with this id, or undefined. */
  async get(id: string): Promise<Product | undefined> {
    const { Item } = await dynamodb.send(new GetCommand({ TableName: table(), Key: { id } }))
    return Item && fromItem(Item)
  },

  /** Those of these products that exist, in the order of the ids. */
  async getMany(ids: string[]): Promise<Product[]> {
    return (await getMany(table(), ids)).map(fromItem)
  },

  /** One page of all products, newest first. */
  async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Product>> {
    const { items, next } = await queryNewestFirst(newest(), [collection], page)
    return { items: items.map(fromItem), next }
  },

  /** Stores a new product and gives it as it is now. */
  async add(id: string, input: ProductInput, now: string): Promise<Product> {
    const stored = { id, ...input, createdAt: now, updatedAt: now, version: 1 }
    const Item = { ...stored, collection, position: positionOf(stored) }
    await dynamodb.send(
      new PutCommand({ TableName: table(), Item, ConditionExpression: "attribute_not_exists(id)" }),
    )
    return fromItem(Item)
  },

  /** Replaces name, price and quantity. Undefined when there is no such product; nothing is stored then. */
  async replace(id: string, input: ProductInput, now: string): Promise<Product | undefined> {
    return dynamodb
      .send(
        new UpdateCommand({
          TableName: table(),
          Key: { id },
          UpdateExpression:
            "SET #name = :name, price = :price, quantity = :quantity, updatedAt = :now ADD version :one",
          ConditionExpression: "attribute_exists(id)",
          ExpressionAttributeNames: { "#name": "name" },
          ExpressionAttributeValues: {
            ":name": input.name,
            ":price": input.price,
            ":quantity": input.quantity,
            ":now": now,
            ":one": 1,
          },
          ReturnValues: "ALL_NEW",
        }),
      )
      .then(({ Attributes }) => fromItem(Attributes as Record<string, unknown>))
      .catch(ifConditionFailed(undefined))
  },

  /** Deletes a product. False when there was none. */
  async remove(id: string): Promise<boolean> {
    const { Attributes } = await dynamodb.send(
      new DeleteCommand({ TableName: table(), Key: { id }, ReturnValues: "ALL_OLD" }),
    )
    return Attributes !== undefined
  },
}

function fromItem(item: Record<string, unknown>): Product {
  const { id, name, price, quantity, createdAt, updatedAt, version } = item as Product
  return { id, name, price: toMajor(price), quantity, createdAt, updatedAt, version }
}
