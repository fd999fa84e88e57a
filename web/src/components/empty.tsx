/** What is shown where there is nothing yet, and what to do about it. */
import { EmptyState } from "@mantine/core"
import type { ReactNode } from "react"
import type { TablerIcon } from "./icons.ts"

type Props = {
  icon: TablerIcon
  title: string
  text: ReactNode
  /** Of what comes in its place, so that nothing moves then. */
  height?: number
  children?: ReactNode
}

export const Empty = ({ icon: Icon, title, text, height, children }: Props) => (
  <EmptyState
    py={height ? 0 : 48}
    mih={height}
    style={height ? { justifyContent: "center" } : undefined}
    px="md"
    size="sm"
    variant="light"
    icon={<Icon size={26} stroke={1.6} aria-hidden />}
    title={title}
    description={text}
  >
    {children && <EmptyState.Actions>{children}</EmptyState.Actions>}
  </EmptyState>
)
