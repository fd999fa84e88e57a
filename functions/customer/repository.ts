/** Customers in their table: `id` is the key; the index `newest` lists them. */
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany, ifConditionFailed } from "../shared/dynamodb-items.ts"
import type { Page } from "../shared/http/page.ts"
import { type Index, positionOf, queryNewestFirst } from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import type { Customer, CustomerInput } from "./schema.ts"

const table = () => resourceName("customers")
const newest = (): Index => ({ table: table(), index: "newest", partitionKey: "collection" })
const collection = "customers"

export const customers = {
  /** The customer with this id, or undefined. */
  async get(id: string): Promise<Customer | undefined> {
    const { Item } = await dynamodb.send(new GetCommand({ TableName: table(), Key: { id } }))
    return Item && fromItem(Item)
  },

  /** Those of these customers that exist, in the order of the ids. */
  async getMany(ids: string[]): Promise<Customer[]> {
    return (await getMany(table(), ids)).map(fromItem)
  },

  /** One page of all customers, newest first. */
  async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Customer>> {
    const { items, next } = await queryNewestFirst(newest(), [collection], page)
    return { items: items.map(fromItem), next }
  },

  /** Stores a new customer. */
  async add(customer: Customer): Promise<void> {
    const Item = { ...customer, collection, position: positionOf(customer) }
    await dynamodb.send(
      new PutCommand({ TableName: table(), Item, ConditionExpression: "attribute_not_exists(id)" }),
    )
  },

  /** Replaces name and email. Undefined when there is no such customer; nothing is stored then. */
  async replace(id: string, input: CustomerInput, now: string): Promise<Customer | undefined> {
    return dynamodb
      .send(
        new UpdateCommand({
          TableName: table(),
          Key: { id },
          UpdateExpression: "SET #name = :name, email = :email, updatedAt = :now ADD version :one",
          ConditionExpression: "attribute_exists(id)",
          ExpressionAttributeNames: { "#name": "name" },
          ExpressionAttributeValues: { ":name": input.name, ":email": input.email, ":now": now, ":one": 1 },
          ReturnValues: "ALL_NEW",
        }),
      )
      .then(({ Attributes }) => fromItem(Attributes as Record<string, unknown>))
      .catch(ifConditionFailed(undefined))
  },

  /** Deletes a customer. False when there was none. */
  async remove(id: string): Promise<boolean> {
    const { Attributes } = await dynamodb.send(
      new DeleteCommand({ TableName: table(), Key: { id }, ReturnValues: "ALL_OLD" }),
    )
    return Attributes !== undefined
  },
}

function fromItem(item: Record<string, unknown>): Customer {
  const { id, name, email, createdAt, updatedAt, version } = item as Customer
  return { id, name, email, createdAt, updatedAt, version }
}
