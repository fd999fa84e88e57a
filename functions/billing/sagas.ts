/**
 * Work on a bill that reaches into the inventory, kept from before it begins until it is done, so that what a crash
 * leaves half done is found and brought to an end. A bill has one at a time.
 *
 * `issue`: stock may have been reserved for a bill that may not have been issued yet.
 * `release`: the bill does not need its stock any more; it may not have been given back yet.
 */
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { ifConditionFailed } from "../shared/dynamodb-items.ts"
import { partitionOf, partitionsOf } from "../shared/newest-first.ts"
import { ledgerTable } from "./ledger.ts"
import type { Write } from "./transact.ts"

export type Saga = {
  billId: string
  /** The reservation in the inventory, another one for each attempt. */
  reservation: string
  action: "issue" | "release"
  /** When it began, ISO 8601. */
  since: string
}

const partitions = 4

/** Sagas that one call of `listOlder` gives, at most, for each partition. */
const perPartition = 100

export const sagas = {
  /** Begins one. Gives the one that the bill has already, and begins none then. */
  async begin(saga: Saga): Promise<Saga | undefined> {
    const Item = { ...keyOf(saga), ...saga }
    return dynamodb
      .send(
        new PutCommand({ TableName: ledgerTable(), Item, ConditionExpression: "attribute_not_exists(pk)" }),
      )
      .then(() => undefined)
      .catch(ifConditionFailed(saga))
      .then(async refused => refused && ((await sagas.get(saga.billId)) ?? sagas.begin(saga)))
  },

  /** The bill's, or undefined. */
  async get(billId: string): Promise<Saga | undefined> {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: ledgerTable(), Key: keyOf({ billId }), ConsistentRead: true }),
    )
    return Item && fromItem(Item)
  },

  /** Gives up issuing: from now on its stock is to be released. False when it was issued, or is not there any more. */
  async giveUp({ billId, reservation }: Saga): Promise<boolean> {
    return dynamodb
      .send(
        new UpdateCommand({
          TableName: ledgerTable(),
          Key: keyOf({ billId }),
          UpdateExpression: "SET #action = :release",
          ConditionExpression: "reservation = :reservation",
          ExpressionAttributeNames: { "#action": "action" },
          ExpressionAttributeValues: { ":reservation": reservation, ":release": "release" },
        }),
      )
      .then(() => true)
      .catch(ifConditionFailed(false))
  },

  /** Ends one that is done. */
  async end({ billId, reservation }: Saga): Promise<void> {
    await dynamodb
      .send(
        new DeleteCommand({
          TableName: ledgerTable(),
          Key: keyOf({ billId }),
          ConditionExpression: "reservation = :reservation",
          ExpressionAttributeValues: { ":reservation": reservation },
        }),
      )
      .catch(ifConditionFailed(undefined))
  },

  /** Those that began before this time, some hundred at most. */
  async listOlder(time: string): Promise<Saga[]> {
    const pages = await Promise.all(
      partitionsOf("saga", partitions).map(pk =>
        dynamodb.send(
          new QueryCommand({
            TableName: ledgerTable(),
            KeyConditionExpression: "pk = :pk",
            FilterExpression: "since < :time",
            ExpressionAttributeValues: { ":pk": pk, ":time": time },
            Limit: perPartition,
          }),
        ),
      ),
    )
    return pages.flatMap(({ Items = [] }) => Items.map(fromItem))
  },
}

/** Begins one in the transaction that makes it necessary. */
export const sagaBegun = (saga: Saga): Write => ({
  Put: {
    TableName: ledgerTable(),
    Item: { ...keyOf(saga), ...saga },
    ConditionExpression: "attribute_not_exists(pk)",
  },
})

/** Ends the issue of a bill in the transaction that issues it; not when it was given up. */
export const sagaIssued = ({ billId, reservation }: Saga): Write => ({
  Delete: {
    TableName: ledgerTable(),
    Key: keyOf({ billId }),
    ConditionExpression: "reservation = :reservation AND #action = :issue",
    ExpressionAttributeNames: { "#action": "action" },
    ExpressionAttributeValues: { ":reservation": reservation, ":issue": "issue" },
  },
})

const keyOf = ({ billId }: Pick<Saga, "billId">) => ({
  pk: partitionOf("saga", billId, partitions),
  sk: billId,
})

function fromItem(item: Record<string, unknown>): Saga {
  const { billId, reservation, action, since } = item as Saga
  return { billId, reservation, action, since }
}
