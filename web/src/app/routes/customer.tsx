/** The page of one customer, with the bills made out to them. */

import { Button, Skeleton, Stack, Title } from "@mantine/core"
import { t } from "i18next"
import { Link, useNavigate, useParams } from "react-router"
import { Facts } from "../../components/facts.tsx"
import { IconPencil, IconPlus } from "../../components/icons.ts"
import { Moment } from "../../components/moment.tsx"
import { Page as Frame } from "../../components/page.tsx"
import { useCursor } from "../../components/pager.tsx"
import { Panel } from "../../components/panel.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { BillList } from "../../features/bills/components/bill-list.tsx"
import { useCustomer } from "../../features/customers/api/get-customer.ts"
import { DeleteCustomer } from "../../features/customers/components/delete-customer.tsx"

export function Page() {
  const { customerId = "" } = useParams()
  const navigate = useNavigate()
  const query = useCustomer(customerId)
  const customer = query.data
  return (
    <Frame
      title={customer?.name ?? t("customers:customer")}
      back={{ to: paths.customers, label: t("customers:customers") }}
      actions={
        <>
          <DeleteCustomer customer={customer} onDeleted={() => void navigate(paths.customers)} />
          <Button
            variant="default"
            component={Link}
            to={paths.editCustomer(customerId)}
            leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
          >
            {t("customers:edit")}
          </Button>
          <Button
            component={Link}
            to={paths.newBill({ customerId })}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {t("bills:newBill")}
          </Button>
        </>
      }
    >
      <QueryView query={query} loading={<Skeleton height={117} radius="lg" />}>
        {({ email, createdAt, updatedAt }) => (
          <Panel>
            <Facts
              facts={[
                [t("customers:email"), email],
                [t("customers:customerSince"), <Moment key="since" at={createdAt} />],
                [t("customers:changed"), <Moment key="changed" at={updatedAt} />],
              ]}
            />
          </Panel>
        )}
      </QueryView>
      <Stack gap="sm">
        <Title order={2}>{t("bills:bills")}</Title>
        <BillList customerId={customerId} cursor={useCursor()} isOfOneCustomer />
      </Stack>
    </Frame>
  )
}
