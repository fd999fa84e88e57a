/** The page of customers. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { useCursor } from "../../components/pager.tsx"
import { paths } from "../../config/paths.ts"
import { CustomerList } from "../../features/customers/components/customer-list.tsx"

export const Page = () => (
  <Frame
    title={t("customers:customers")}
    description={t("customers:description")}
    actions={
      <Button component={Link} to={paths.newCustomer} leftSection={<IconPlus size={16} aria-hidden />}>
        {t("customers:newCustomer")}
      </Button>
    }
  >
    <CustomerList cursor={useCursor()} />
  </Frame>
)
