/** Chooses how far back the page looks. */
import { SegmentedControl } from "@mantine/core"
import { t } from "i18next"
import { type Range, rangeOf, ranges, rangeWords } from "../model.ts"

type Props = { value: Range; onChange(range: Range): void }

export const RangeChoice = ({ value, onChange }: Props) => (
  <SegmentedControl
    size="sm"
    aria-label={t("analytics:range")}
    value={String(value)}
    onChange={text => onChange(rangeOf(text))}
    data={ranges.map(minutes => ({ value: String(minutes), label: rangeWords(minutes) }))}
  />
)
