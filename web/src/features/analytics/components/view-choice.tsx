/** Chooses how the numbers are shown. */
import { SegmentedControl } from "@mantine/core"
import { t } from "i18next"

export type View = "chart" | "table"

/** Reads a view from an address; the chart for anything else. */
export const viewOf = (text: string | null): View => (text === "table" ? "table" : "chart")

type Props = { value: View; onChange(view: View): void }

export const ViewChoice = ({ value, onChange }: Props) => (
  <SegmentedControl
    size="xs"
    aria-label={t("analytics:view")}
    value={value}
    onChange={onChange}
    data={[
      { value: "chart", label: t("analytics:chart") },
      { value: "table", label: t("analytics:table") },
    ]}
  />
)
