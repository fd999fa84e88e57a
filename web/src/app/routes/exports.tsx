/** The page of exports. */
import { t } from "i18next"
import { Page as Frame } from "../../components/page.tsx"
import { ExportList } from "../../features/exports/components/export-list.tsx"

export const Page = () => (
  <Frame title={t("exports:exports")} description={t("exports:description")}>
    <ExportList />
  </Frame>
)
