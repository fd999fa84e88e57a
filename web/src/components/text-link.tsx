/** A link in the text, to an address of the app. */
import { Anchor } from "@mantine/core"
import type { ReactNode } from "react"
import { Link } from "react-router"

export const TextLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Anchor component={Link} to={to} inherit underline="hover">
    {children}
  </Anchor>
)
