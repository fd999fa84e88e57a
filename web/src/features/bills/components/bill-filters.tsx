/** Narrows a list of bills down: by number, customer, state and days. */
import { Button, Select, TextInput } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { SearchField } from "../../../components/search-field.tsx"
import type { FilterText } from "../filter.ts"
import { statuses, statusOf } from "../states.ts"
import classes from "./bill-filters.module.css"

type Props = {
  filter: FilterText
  onChange(changes: FilterText): void
  /** How the page draws the choice of a customer. */
  customerField: ReactNode
}

export const BillFilters = ({ filter, onChange, customerField }: Props) => (
  <search className={classes.filters}>
    {customerField}
    <SearchField
      label={t("bills:number")}
      placeholder={t("bills:numberHint")}
      value={filter.number ?? ""}
      onSearch={number => onChange({ number: number || undefined })}
    />
    <Select
      label={t("bills:state")}
      placeholder={t("bills:anyState")}
      data={statuses.map(status => ({ value: status, label: t(`bills:${status}`) }))}
      value={statusOf(filter.status) ?? null}
      onChange={status => onChange({ status: status ?? undefined })}
      clearable
      clearButtonProps={{ "aria-label": t("bills:clearState"), "aria-hidden": false, tabIndex: 0 }}
    />
    <Day
      label={t("bills:from")}
      value={filter.from}
      latest={filter.to}
      onChange={from => onChange({ from })}
    />
    <Day label={t("bills:to")} value={filter.to} earliest={filter.from} onChange={to => onChange({ to })} />
    <Button
      variant="subtle"
      className={classes.clear}
      data-idle={Object.values(filter).every(value => value === undefined) || undefined}
      onClick={() =>
        onChange({
          number: undefined,
          customerId: undefined,
          status: undefined,
          from: undefined,
          to: undefined,
        })
      }
    >
      {t("bills:clearFilters")}
    </Button>
  </search>
)

type DayProps = {
  label: string
  value: string | undefined
  earliest?: string | undefined
  latest?: string | undefined
  onChange(day: string | undefined): void
}

const Day = ({ label, value, earliest, latest, onChange }: DayProps) => (
  <TextInput
    type="date"
    label={label}
    value={value ?? ""}
    min={earliest}
    max={latest}
    onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
  />
)
