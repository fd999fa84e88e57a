/** The frame around every page: navigation at the side, or behind a burger on a phone. */

import { AppShell, Burger, Group, Stack } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { t } from "i18next"
import { useEffect, useRef } from "react"
import { Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router"
import { useLanguage } from "../../lib/language.ts"
import classes from "./app-layout.module.css"
import { Brand } from "./brand.tsx"
import { ColorSchemeSwitch } from "./color-scheme-switch.tsx"
import { ConnectionBanner } from "./connection-banner.tsx"
import { LanguageSwitch } from "./language-switch.tsx"
import { Navigation } from "./navigation.tsx"
import { ShortcutHelp } from "./shortcut-help.tsx"

export function AppLayout() {
  const [opened, { toggle, close }] = useDisclosure(false)
  const { state } = useNavigation()
  const main = useFocusOnNavigation()
  useLanguage()

  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 236, breakpoint: "sm", collapsed: { mobile: !opened } }}
      classNames={{ navbar: classes.navbar, header: classes.header, main: classes.main }}
    >
      <a href="#main" className={classes.skip}>
        {t("app:skip")}
      </a>
      {state !== "idle" && <div className={classes.pending} aria-hidden />}
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="md" justify="space-between">
          <Brand />
          <Burger
            opened={opened}
            onClick={toggle}
            size="sm"
            aria-label={t(opened ? "app:closeNavigation" : "app:openNavigation")}
          />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <AppShell.Section visibleFrom="sm" px="md" pt="lg" pb="sm">
          <Brand />
        </AppShell.Section>
        <AppShell.Section grow px="sm" py="xs" className={classes.links}>
          <Navigation onNavigate={close} />
        </AppShell.Section>
        <AppShell.Section px="sm" py="sm">
          <Stack gap="xs">
            <ShortcutHelp />
            <LanguageSwitch />
            <ColorSchemeSwitch />
          </Stack>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} ref={main}>
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
      <ConnectionBanner />
      <ScrollRestoration />
    </AppShell>
  )
}

/** Moves the keyboard (and a screen reader) to the page when another one is shown, as a full load would. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
