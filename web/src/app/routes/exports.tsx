/** The page of exports: the days with their files, and the records that were no invoices. */
import { Stack, Text, Title } from "@mantine/core"
import { t } from "i18next"
import { Suspense } from "react"
import { useNavigate, useSearchParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { useCursor } from "../../components/pager.tsx"
import { useExports } from "../../features/exports/api/list-exports.ts"
import { ExportList } from "../../features/exports/components/export-list.tsx"
import { QuarantineList } from "../../features/quarantine/components/quarantine-list.tsx"
import { lazyPart } from "../../lib/lazy-part.ts"
import { withParams } from "../../lib/search-params.ts"

const RecordDialog = lazyPart(
  () => import("../../features/quarantine/components/record-dialog.tsx"),
  "RecordDialog",
)

export function Page() {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  // What is above has its size first, so that nothing moves.
  const { isPending } = useExports()
  const cursor = useCursor()
  const record = params.get("record")
  const at = (record: string | undefined) => `?${withParams(params, { record })}`
  return (
    <Frame title={t("exports:exports")} description={t("exports:description")}>
      <ExportList />
      {!isPending && (
        <Stack gap="sm" component="section" aria-labelledby="quarantine">
          <div>
            <Title order={2} id="quarantine">
              {t("quarantine:quarantine")}
            </Title>
            <Text size="sm" c="dimmed">
              {t("quarantine:description")}
            </Text>
          </div>
          <QuarantineList cursor={cursor} recordLink={at} />
        </Stack>
      )}
      <Suspense>
        {record !== null && (
          <RecordDialog
            id={record}
            onClose={() => void navigate(at(undefined), { preventScrollReset: true })}
          />
        )}
      </Suspense>
    </Frame>
  )
}
