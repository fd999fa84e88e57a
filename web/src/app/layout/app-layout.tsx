/** The frame around every page: navigation at the side, or behind a burger on a phone. */
import { Burger, Stack } from "@mantine/core"
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
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t("app:skip")}
      </a>
      {state !== "idle" && <div className={classes.pending} aria-hidden />}
      <header className={classes.header}>
        <Brand />
        <Burger
          className={classes.burger}
          opened={opened}
          onClick={toggle}
          size="sm"
          aria-expanded={opened}
          aria-label={t(opened ? "app:closeNavigation" : "app:openNavigation")}
        />
      </header>
      <aside className={classes.side} aria-label={t("app:navigation")} data-opened={opened || undefined}>
        <div className={classes.links}>
          <Navigation onNavigate={close} />
        </div>
        <Stack gap="xs" className={classes.settings}>
          <ShortcutHelp />
          <LanguageSwitch />
          <ColorSchemeSwitch />
        </Stack>
      </aside>
      <main id="main" tabIndex={-1} ref={main} className={classes.main}>
        <div className={classes.content}>
          <Outlet />
        </div>
      </main>
      <ConnectionBanner />
      <ScrollRestoration />
    </div>
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
