/** The button of the sheet of shortcuts. The sheet is loaded with the first look at it. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { lazy, Suspense, useCallback, useState } from "react"
import { IconKeyboard } from "../../components/icons.ts"
import { useShortcuts } from "./use-shortcuts.ts"

const ShortcutSheet = lazy(() =>
  import("./shortcut-sheet.tsx").then(({ ShortcutSheet }) => ({ default: ShortcutSheet })),
)

export function ShortcutHelp() {
  const [opened, setOpened] = useState<boolean>()
  const open = useCallback(() => setOpened(true), [])
  useShortcuts(open)
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        justify="flex-start"
        leftSection={<IconKeyboard size={16} stroke={1.7} aria-hidden />}
        onClick={open}
      >
        {t("app:shortcuts")}
      </Button>
      <Suspense>
        {opened !== undefined && <ShortcutSheet opened={opened} onClose={() => setOpened(false)} />}
      </Suspense>
    </>
  )
}
