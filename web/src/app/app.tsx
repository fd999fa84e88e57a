/** The app: theme, cache, notifications and router around the pages. */
import { MantineProvider } from "@mantine/core"
import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "react-router/dom"
import { Toasts } from "./layout/toasts.tsx"
import { createQueryClient } from "./query-client.ts"
import { router } from "./router.tsx"
import { cssVariables, theme } from "./theme.ts"

const queryClient = createQueryClient()

export const App = () => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>
  </MantineProvider>
)
