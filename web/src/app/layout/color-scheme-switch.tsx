/** Light, dark, or as the system is. */
import { Center, SegmentedControl, useMantineColorScheme, VisuallyHidden } from "@mantine/core"
import { IconDeviceDesktop, IconMoon, IconSun } from "../../components/icons.ts"

const schemes = [
  { value: "light", name: "Light", icon: IconSun },
  { value: "auto", name: "As the system", icon: IconDeviceDesktop },
  { value: "dark", name: "Dark", icon: IconMoon },
] as const

export function ColorSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Colours"
      value={colorScheme}
      onChange={setColorScheme}
      data={schemes.map(({ value, name, icon: Icon }) => ({
        value,
        label: (
          <Center h={18} title={name}>
            <Icon size={15} stroke={1.7} aria-hidden />
            <VisuallyHidden>{name}</VisuallyHidden>
          </Center>
        ),
      }))}
    />
  )
}
