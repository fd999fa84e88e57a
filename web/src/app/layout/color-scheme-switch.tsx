/** Light, dark, or as the system is. */

import { Center, SegmentedControl, useMantineColorScheme, VisuallyHidden } from "@mantine/core"
import { t } from "i18next"
import { IconDeviceDesktop, IconMoon, IconSun } from "../../components/icons.ts"

const schemes = [
  { value: "light", name: "light", icon: IconSun },
  { value: "auto", name: "asTheSystem", icon: IconDeviceDesktop },
  { value: "dark", name: "dark", icon: IconMoon },
] as const

export function ColorSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t("app:colours")}
      value={colorScheme}
      onChange={setColorScheme}
      data={schemes.map(({ value, name, icon: Icon }) => ({
        value,
        label: (
          <Center h={18} title={t(`app:${name}`)}>
            <Icon size={15} stroke={1.7} aria-hidden />
            <VisuallyHidden>{t(`app:${name}`)}</VisuallyHidden>
          </Center>
        ),
      }))}
    />
  )
}
