/** One bill: who it is made out to, its lines, and how its total comes about. */
import { Amount } from "../../../components/amount.tsx"
import { Facts } from "../../../components/facts.tsx"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { TextLink } from "../../../components/text-link.tsx"
import { paths } from "../../../config/paths.ts"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import { customerOf, originOf, productOf } from "../model.ts"
import type { Bill } from "../types.ts"
import classes from "./bill-detail.module.css"

export const BillDetail = ({ bill }: { bill: Bill }) => (
  <div className={classes.layout}>
    <Panel title="Lines" flush>
      <Lines bill={bill} />
      <Totals bill={bill} />
    </Panel>
    <Panel title="About this bill">
      <Facts
        facts={[
          ["Customer", <CustomerName key="customer" bill={bill} />],
          ...(bill.customer ? [["Email", bill.customer.email] as [string, string]] : []),
          ["Issued", <Moment key="issued" at={bill.createdAt} />],
          ["Changed", <Moment key="changed" at={bill.updatedAt} />],
          ["Came by", originOf(bill)],
          ["Number", bill.id],
          ["Version", formatCount(bill.version)],
        ]}
      />
    </Panel>
  </div>
)

const CustomerName = ({ bill }: { bill: Bill }) =>
  bill.customer ? (
    <TextLink to={paths.customer(bill.customerId)}>{bill.customer.name}</TextLink>
  ) : (
    `${customerOf(bill)} (deleted, or not to be reached now)`
  )

const Lines = ({ bill }: { bill: Bill }) => (
  <table className={classes.lines} aria-label="Lines">
    <thead>
      <tr>
        <th scope="col">Product</th>
        <th scope="col">Quantity</th>
        <th scope="col" className={classes.unit}>
          Unit price
        </th>
        <th scope="col">Amount</th>
      </tr>
    </thead>
    <tbody>
      {bill.productItems.map(line => (
        <tr key={line.id}>
          <td>{productOf(line)}</td>
          <td>{formatCount(line.quantity)}</td>
          <td className={classes.unit}>
            <Amount value={line.unitPrice} currency={bill.currency} />
          </td>
          <td>
            <Amount value={line.price} currency={bill.currency} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Totals = ({ bill: { subtotal, discount, total, currency } }: { bill: Bill }) => (
  <dl className={classes.totals}>
    <dt>Subtotal</dt>
    <dd>
      <Amount value={subtotal} currency={currency} />
    </dd>
    {discount && (
      <>
        <dt>
          Discount of {formatShare(discount.rate)}{" "}
          <span className={classes.campaign}>{discount.campaign}</span>
        </dt>
        <dd>
          <Amount value={-discount.amount} currency={currency} />
        </dd>
      </>
    )}
    <dt className={classes.total}>Total</dt>
    <dd className={classes.total}>
      <Amount value={total} currency={currency} />
    </dd>
  </dl>
)
