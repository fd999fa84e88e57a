/** The toasts that are shown, each with its way back if there is one. */
import "@mantine/notifications/styles.css"
import { Button, Group } from "@mantine/core"
import { Notifications, notifications } from "@mantine/notifications"
import { t } from "i18next"
import { useEffect } from "react"
import { onToast, type Toast, takeToasts } from "../../lib/toast.ts"

/** How long one is shown, in milliseconds; longer when there is something to decide. */
const shownFor = { word: 4_000, choice: 12_000 }

export function ToastList() {
  useEffect(() => {
    const showAll = () => takeToasts().forEach(show)
    showAll()
    return onToast(showAll)
  }, [])
  return <Notifications position="bottom-right" limit={3} />
}

function show({ message, undo }: Toast): void {
  const id = notifications.show({
    color: "pine",
    autoClose: undo ? shownFor.choice : shownFor.word,
    closeButtonProps: { "aria-label": t("components:close") },
    message: undo ? <Undoable message={message} onUndo={() => takeBack(undo)} /> : message,
  })
  const takeBack = (back: () => void) => {
    notifications.hide(id)
    back()
  }
}

const Undoable = ({ message, onUndo }: { message: string; onUndo(): void }) => (
  <Group justify="space-between" wrap="nowrap" gap="sm">
    {message}
    <Button variant="subtle" size="compact-sm" onClick={onUndo}>
      {t("components:undo")}
    </Button>
  </Group>
)
