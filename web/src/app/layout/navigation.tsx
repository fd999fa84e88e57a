/** The links to every section; the one that is shown is marked. */

import { NavLink } from "@mantine/core"
import { t } from "i18next"
import { Link, useLocation } from "react-router"
import { navigation } from "../../config/navigation.ts"
import { paths } from "../../config/paths.ts"
import classes from "./navigation.module.css"

export function Navigation({ onNavigate }: { onNavigate(): void }) {
  const { pathname } = useLocation()
  const isShown = (to: string) =>
    to === paths.home ? pathname === to : pathname === to || pathname.startsWith(`${to}/`)

  return (
    <nav aria-label={t("app:sections")}>
      {navigation.map(({ title, links }) => (
        <div key={links[0]?.to} className={classes.group}>
          {title && <p className={classes.title}>{title()}</p>}
          {links.map(({ label, to, icon: Icon }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={label()}
              leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
              active={isShown(to)}
              aria-current={isShown(to) ? "page" : undefined}
              onClick={onNavigate}
              className={classes.link}
            />
          ))}
        </div>
      ))}
    </nav>
  )
}
