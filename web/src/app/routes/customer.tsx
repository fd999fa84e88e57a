/** The page of one customer, with what was billed to them. */
import { Alert, Button, Skeleton, Stack, Title } from "@mantine/core"
import { t } from "i18next"
import { Link, useNavigate, useParams } from "react-router"
import { Facts } from "../../components/facts.tsx"
import { IconArchive, IconPencil, IconPlus } from "../../components/icons.ts"
import { Moment } from "../../components/moment.tsx"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useNewestBills } from "../../features/bills/api/list-newest-bills.ts"
import { BillList } from "../../features/bills/components/bill-list.tsx"
import { TotalsOverTime } from "../../features/bills/components/totals-over-time.tsx"
import { useCustomer } from "../../features/customers/api/get-customer.ts"
import { ArchiveCustomer } from "../../features/customers/components/archive-customer.tsx"

export function Page() {
  const { customerId = "" } = useParams()
  const navigate = useNavigate()
  const query = useCustomer(customerId)
  // What is above has its size first, so that nothing moves.
  const newest = useNewestBills(customerId)
  const isSettled = !query.isPending && !newest.isPending
  const customer = query.data
  return (
    <Frame
      title={customer?.name ?? t("customers:customer")}
      back={{ to: paths.customers, label: t("customers:customers") }}
      actions={
        !customer?.archivedAt && (
          <>
            <ArchiveCustomer customer={customer} onArchived={() => void navigate(paths.customers)} />
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
        )
      }
    >
      {customer?.archivedAt && (
        <Alert color="gray" icon={<IconArchive aria-hidden />}>
          {t("customers:archivedNote")}
        </Alert>
      )}
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
      {!query.isPending && <TotalsOverTime customerId={customerId} />}
      {isSettled && (
        <Stack gap="sm">
          <Title order={2}>{t("customers:bills")}</Title>
          <BillList filter={{ customerId }} isOfOneCustomer />
        </Stack>
      )}
    </Frame>
  )
}
