/** The sheet of keyboard shortcuts, and the switch that turns them off. */
import { Kbd, Modal, Stack, Switch } from "@mantine/core"
import { t } from "i18next"
import { shortcuts } from "../../config/shortcuts.ts"
import { useLanguage } from "../../lib/language.ts"
import { useShortcutsWanted, wantShortcuts } from "../../lib/shortcuts-wanted.ts"
import classes from "./shortcut-sheet.module.css"

export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose(): void }) {
  useLanguage()
  const areWanted = useShortcutsWanted()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("app:shortcuts")}
      closeButtonProps={{ "aria-label": t("components:close") }}
      centered
    >
      <Stack>
        <dl className={classes.keys}>
          {shortcuts.map(({ keys, label }) => (
            <div key={keys.join(" ")} className={classes.row}>
              <dt>{label()}</dt>
              <dd>
                {keys.map(key => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <Switch
          label={t("app:shortcutsOn")}
          checked={areWanted}
          onChange={event => wantShortcuts(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  )
}
