/** What is shown when a page breaks. The navigation stays. */
import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { Link, useRouteError } from "react-router"
import { paths } from "../../config/paths.ts"

export function PageError() {
  const error = useRouteError()
  return (
    <Stack align="flex-start" gap="md" py="xl" role="alert">
      <Title order={1}>This page broke</Title>
      <Text maw="60ch">
        {error instanceof Error ? error.message : "Something went wrong while showing it."} Nothing that you
        saved is lost.
      </Text>
      <Group>
        <Button onClick={() => window.location.reload()}>Load it again</Button>
        <Button variant="default" component={Link} to={paths.home}>
          Go to the overview
        </Button>
      </Group>
    </Stack>
  )
}
