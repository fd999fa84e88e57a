/** What is shown where there is nothing yet, and what to do about it. */
import { EmptyState } from "@mantine/core"
import type { ReactNode } from "react"
import type { TablerIcon } from "./icons.ts"

type Props = { icon: TablerIcon; title: string; text: ReactNode; children?: ReactNode }

export const Empty = ({ icon: Icon, title, text, children }: Props) => (
  <EmptyState
    py={48}
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
