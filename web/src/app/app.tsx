/** The app: theme, cache, notifications and router around the pages. */
import { MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "react-router/dom"
import { createQueryClient } from "./query-client.ts"
import { router } from "./router.tsx"
import { cssVariables, theme } from "./theme.ts"

const queryClient = createQueryClient()

export const App = () => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={queryClient}>
      <Notifications position="bottom-right" limit={3} />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>
)
