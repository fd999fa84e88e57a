/** What the keyboard does everywhere: keys that are pressed one after the other, and where they lead. */
import { t } from "i18next"
import { navigation } from "./navigation.ts"
import { paths } from "./paths.ts"

/** Leads to an address, or does something to the page that is shown. */
export type Shortcut = { keys: string[]; label(): string } & ({ to: string } | { does: "help" | "search" })

const letters: Record<string, string> = {
  [paths.home]: "h",
  [paths.bills()]: "b",
  [paths.customers]: "c",
  [paths.products]: "p",
  [paths.analytics]: "a",
  [paths.jobs]: "j",
  [paths.exports]: "e",
  [paths.services]: "s",
}

export const shortcuts: Shortcut[] = [
  { keys: ["?"], label: () => t("app:shortcuts"), does: "help" },
  { keys: ["/"], label: () => t("app:search"), does: "search" },
  { keys: ["n"], label: () => t("bills:newBill"), to: paths.newBill() },
  ...navigation.flatMap(({ links }) =>
    links.map(({ label, to }) => ({ keys: ["g", letters[to] ?? ""], label, to })),
  ),
]
