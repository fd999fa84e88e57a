/** Records a payment of a bill, in part or in full. */
import { Button, Modal, NumberInput, Select, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { t } from "i18next"
import { ApiForm } from "../../../components/api-form.tsx"
import { IconCash } from "../../../components/icons.ts"
import { formatAmount } from "../../../lib/money.ts"
import { useRequestKey } from "../../../lib/request-key.ts"
import { toast } from "../../../lib/toast.ts"
import { usePayBill } from "../api/pay-bill.ts"
import { nameOf } from "../model.ts"
import { fieldOfPayment, type PaymentForm, todayHere, toPayment } from "../payment.ts"
import type { Bill } from "../types.ts"

export function PayBill({ bill }: { bill: Bill }) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button onClick={open} leftSection={<IconCash size={16} stroke={1.7} aria-hidden />}>
        {t("bills:pay")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("bills:payTitle", { name: nameOf(bill) })} centered>
        <Payment bill={bill} onDone={close} />
      </Modal>
    </>
  )
}

function Payment({ bill, onDone }: { bill: Bill; onDone(): void }) {
  const { mutate, isPending, error } = usePayBill(bill.id, useRequestKey())
  const form = useForm<PaymentForm>({
    initialValues: { amount: bill.balance, day: todayHere(), method: "transfer" },
    validate: {
      amount: value => (value === "" ? t("bills:mustNotBeEmpty") : null),
      day: value => (value ? null : t("bills:mustNotBeEmpty")),
    },
  })
  const money = (amount: number) => formatAmount(amount, bill.currency)
  return (
    <ApiForm
      form={form}
      error={error}
      fieldOf={fieldOfPayment}
      submit={t("bills:record")}
      isSaving={isPending}
      onSubmit={values =>
        mutate(toPayment(values), {
          onSuccess: () => {
            onDone()
            toast(t("bills:isPaid", { amount: money(Number(values.amount)) }))
          },
        })
      }
    >
      <Stack>
        <NumberInput
          label={t("bills:payAmount")}
          description={t("bills:payAmountHint", { balance: money(bill.balance) })}
          required
          allowNegative={false}
          decimalScale={2}
          fixedDecimalScale
          hideControls
          inputMode="decimal"
          data-autofocus
          {...form.getInputProps("amount")}
        />
        <TextInput
          type="date"
          label={t("bills:payDay")}
          required
          max={todayHere()}
          {...form.getInputProps("day")}
        />
        <Select
          label={t("bills:payMethod")}
          allowDeselect={false}
          data={(["transfer", "card", "cash"] as const).map(value => ({ value, label: t(`bills:${value}`) }))}
          {...form.getInputProps("method")}
        />
      </Stack>
    </ApiForm>
  )
}
