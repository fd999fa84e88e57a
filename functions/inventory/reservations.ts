/**
 * What is set aside for which bill, in a table of its own: one reservation a bill, whose id is the bill's. It and the
 * quantities of its products change in one transaction, so that no piece is ever lost or given twice. A reservation
 * that was given back stays, so that a late request for the same bill takes nothing again.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany } from "../shared/dynamodb-items.ts"
import { resourceName } from "../shared/stage.ts"
import { transact, untilWritten, type Write } from "../shared/transact.ts"
import { productsTable } from "./repository.ts"
import type { Reservation, ReservedItem } from "./schema.ts"

const table = () => resourceName("reservations")

/** What a try to reserve came to: made now, there already (as it is), or not possible. */
export type Attempt =
  | { outcome: "made"; reservation: Reservation }
  | { outcome: "exists"; reservation: Reservation }
  | { outcome: "short"; productIds: string[] }

export const reservations = {
  /** The reservation of this bill, given back or not; undefined when there is none. */
  async get(billId: string): Promise<Reservation | undefined> {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: table(), Key: { id: billId }, ConsistentRead: true }),
    )
    return Item && fromItem(Item)
  },

  /**
   * Sets all of the items aside, or nothing: one item for each product, at most 99. `short` names those of which
   * there is not enough, or none in the lists, at the moment of writing. Throws a BusyError.
   */
  async reserve(billId: string, items: ReservedItem[], now: string): Promise<Attempt> {
    const made: Reservation = {
      billId,
      status: "reserved",
      items,
      createdAt: now,
      updatedAt: now,
      version: 1,
    }
    return untilWritten(nameOf(billId), async () => {
      const failed = await transact([add(made), ...items.map(item => take(item, now))])
      if (!failed) return undefined
      if (failed.length === 0) return { outcome: "made", reservation: made }
      if (failed.includes(0)) {
        const reservation = await reservations.get(billId)
        return reservation && { outcome: "exists", reservation }
      }
      return { outcome: "short", productIds: failed.map(place => items[place - 1]?.productId ?? "") }
    })
  },

  /**
   * Gives back what was set aside for this bill; once, however often it is called. Without a reservation it leaves
   * one that is given back already: the one that may still be on its way is refused then. Throws a BusyError.
   */
  async release(billId: string, now: string): Promise<Reservation> {
    return untilWritten(nameOf(billId), async () => {
      const found = await reservations.get(billId)
      if (found?.status === "released") return found
      const released: Reservation = {
        billId,
        items: found?.items ?? [],
        createdAt: found?.createdAt ?? now,
        status: "released",
        updatedAt: now,
        version: (found?.version ?? 0) + 1,
      }
      if (!found) return (await transact([add(released)]))?.length === 0 ? released : undefined
      const there = new Set((await getMany(productsTable(), ids(found.items))).map(({ id }) => id))
      const failed = await transact([
        close(released),
        ...found.items.filter(({ productId }) => there.has(productId)).map(item => giveBack(item, now)),
      ])
      return failed?.length === 0 ? released : undefined
    })
  },
}

const nameOf = (billId: string): string => `The stock for bill ${JSON.stringify(billId)}`
const ids = (items: ReservedItem[]): string[] => items.map(({ productId }) => productId)

const add = ({ billId, ...reservation }: Reservation): Write => ({
  Put: {
    TableName: table(),
    Item: { id: billId, ...reservation },
    ConditionExpression: "attribute_not_exists(id)",
  },
})

const close = ({ billId, ...reservation }: Reservation): Write => ({
  Put: {
    TableName: table(),
    Item: { id: billId, ...reservation },
    ConditionExpression: "#status = :reserved",
    ExpressionAttributeNames: { "#status": "status" },
    ExpressionAttributeValues: { ":reserved": "reserved" },
  },
})

/** An archived product is in no collection, and is sold no more. */
const take = ({ productId, quantity }: ReservedItem, now: string): Write => ({
  Update: {
    TableName: productsTable(),
    Key: { id: productId },
    UpdateExpression: "SET quantity = quantity - :n, updatedAt = :now, reserved = :true ADD version :one",
    ConditionExpression: "attribute_exists(#collection) AND attribute_not_exists(kind) AND quantity >= :n",
    ExpressionAttributeNames: { "#collection": "collection" },
    ExpressionAttributeValues: { ":n": quantity, ":now": now, ":true": true, ":one": 1 },
  },
})

const giveBack = ({ productId, quantity }: ReservedItem, now: string): Write => ({
  Update: {
    TableName: productsTable(),
    Key: { id: productId },
    UpdateExpression: "SET quantity = quantity + :n, updatedAt = :now ADD version :one",
    ConditionExpression: "attribute_exists(id)",
    ExpressionAttributeValues: { ":n": quantity, ":now": now, ":one": 1 },
  },
})

function fromItem(item: Record<string, unknown>): Reservation {
  const { id, ...reservation } = item as Omit<Reservation, "billId"> & { id: string }
  const { status, items, createdAt, updatedAt, version } = reservation
  return { billId: id, status, items, createdAt, updatedAt, version }
}
