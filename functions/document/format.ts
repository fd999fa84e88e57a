/** Amounts, rates and dates as a reader of a language writes them. Nothing is computed or rounded here. */
import type { Words } from "./words.ts"

export type Formats = {
  /** 1234.5 of the major unit as "€1,234.50". */
  money(amount: number): string
  /** A change, with its sign. */
  signed(amount: number): string
  /** Without the currency, for the columns of a table. */
  amount(amount: number): string
  quantity(quantity: number): string
  /** 0.0975 as "9.75%", with every place it has. */
  rate(rate: number): string
  /** The day in UTC. */
  date(time: string): string
}

/** The formats of a language, for amounts in a currency (ISO 4217). */
export function formatsFor({ locale }: Words, currency: string): Formats {
  const places = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  const money = new Intl.NumberFormat(locale, { style: "currency", currency, ...places })
  const signed = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    signDisplay: "exceptZero",
    ...places,
  })
  const amount = new Intl.NumberFormat(locale, places)
  const quantity = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  const rate = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" })
  return {
    money: value => withMinus(money.format(value)),
    signed: value => withMinus(signed.format(value)),
    amount: value => amount.format(value),
    quantity: value => quantity.format(value),
    rate: value => rate.format(value),
    date: time => date.format(new Date(time)),
  }
}

/** A minus sign, which is as wide as a plus and stays with its number; lines may break after a hyphen. */
const withMinus = (amount: string): string => amount.replace("-", "\u2212")
