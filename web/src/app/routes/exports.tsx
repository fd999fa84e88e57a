/** The page of exports. */
import { Page as Frame } from "../../components/page.tsx"
import { ExportList } from "../../features/exports/components/export-list.tsx"

export const Page = () => (
  <Frame
    title="Exports"
    description="The invoices of each day as CSV, one row an invoice, in the order of time."
  >
    <ExportList />
  </Frame>
)
