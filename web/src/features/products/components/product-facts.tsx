/** What is known of a product. */
import { Stack } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { Amount } from "../../../components/amount.tsx"
import { Facts } from "../../../components/facts.tsx"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { Stats } from "../../../components/stats.tsx"
import { taxRateOf } from "../model.ts"
import type { Product } from "../types.ts"
import { Stock } from "./stock.tsx"

export const ProductFacts = ({ product }: { product: Product }) => (
  <Stack gap="lg">
    <Stats
      stats={[
        {
          label: t("products:price"),
          value: <Amount value={product.price} />,
          note: t("products:priceHint"),
        },
        {
          label: t("products:inStock"),
          value: <Stock quantity={product.quantity} />,
          note: t("products:inStockHint"),
        },
        { label: t("products:taxRate"), value: taxRateOf(product) },
      ]}
    />
    <Panel>
      <Facts
        facts={[
          [t("products:since"), <Moment key="since" at={product.createdAt} />],
          [t("products:changed"), <Moment key="changed" at={product.updatedAt} />],
          ...(product.archivedAt
            ? [
                [t("products:archivedAt"), <Moment key="archived" at={product.archivedAt} />] as [
                  string,
                  ReactNode,
                ],
              ]
            : []),
        ]}
      />
    </Panel>
  </Stack>
)
