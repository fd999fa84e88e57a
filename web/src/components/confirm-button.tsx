/** Does a thing after asking. What the API says against it is shown where the question was asked. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { t } from "i18next"
import type { ReactNode } from "react"
import { ErrorNotice } from "./error-notice.tsx"
import type { TablerIcon } from "./icons.ts"

type Props = {
  /** The words on the button, and on the one that confirms. */
  label: string
  icon: TablerIcon
  /** The question, as in "Void 2026-000042?". */
  question: string
  /** What else happens, or does not. */
  consequence: ReactNode
  /** Whether it takes something away. */
  isDangerous?: boolean
  isMain?: boolean
  disabled?: boolean
  isWorking: boolean
  error: unknown
  /** Does it; `close` is called when it is done and the page stays. */
  onConfirm(close: () => void): void
}

export function ConfirmButton({
  label,
  icon: Icon,
  question,
  consequence,
  isDangerous = false,
  isMain = false,
  disabled = false,
  isWorking,
  error,
  onConfirm,
}: Props) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button
        variant={isMain ? "filled" : "default"}
        onClick={open}
        disabled={disabled}
        leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
      >
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={question} centered>
        <Stack>
          <Text size="sm" component="div">
            {consequence}
          </Text>
          {Boolean(error) && <ErrorNotice error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus={isDangerous || undefined}>
              {t(isDangerous ? "components:keep" : "components:cancel")}
            </Button>
            <Button
              {...(isDangerous ? { color: "red.8" } : {})}
              onClick={() => onConfirm(close)}
              loading={isWorking}
              data-autofocus={!isDangerous || undefined}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
