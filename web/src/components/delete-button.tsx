/** Deletes a thing after asking. What the API says against it is shown where the question was asked. */

import { Button, Group, Modal, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { t } from "i18next"
import { ErrorNotice } from "./error-notice.tsx"
import { IconTrash } from "./icons.ts"

type Props = {
  /** What is deleted, as in "Delete Ada?"; undefined while that is not known. */
  what: string | undefined
  /** What else happens, or does not. */
  consequence: string
  isDeleting: boolean
  error: unknown
  onDelete(): void
}

export function DeleteButton({ what, consequence, isDeleting, error, onDelete }: Props) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button
        variant="default"
        onClick={open}
        disabled={what === undefined}
        leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
      >
        {t("components:delete")}
      </Button>
      <Modal opened={opened} onClose={close} title={what && t("components:deleteWhat", { what })} centered>
        <Stack>
          <Text size="sm">{consequence}</Text>
          {Boolean(error) && <ErrorNotice error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t("components:keep")}
            </Button>
            <Button color="red.8" onClick={onDelete} loading={isDeleting}>
              {t("components:delete")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
