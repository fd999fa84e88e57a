/** Says what went wrong in the API's own words, and offers to try again where that may help. */

import { Alert, Button, List, Text } from "@mantine/core"
import { t } from "i18next"
import { ApiError } from "../lib/problem.ts"
import { IconAlertTriangle } from "./icons.ts"

/** A request that the API found wrong will be wrong again. */
const isWorthRetrying = (error: unknown): boolean => !(error instanceof ApiError && error.status < 500)

type Props = { error: unknown; onRetry?: (() => void) | undefined; isRetrying?: boolean }

export function ErrorNotice({ error, onRetry, isRetrying = false }: Props) {
  const message = error instanceof Error ? error.message : String(error)
  const title = error instanceof ApiError ? error.title : t("components:failed")
  const faults = error instanceof ApiError ? error.faults : []
  return (
    <Alert color="red" role="alert" title={title} icon={<IconAlertTriangle aria-hidden />}>
      <Text size="sm">{message}</Text>
      {faults.length > 1 && (
        <List size="sm" mt={4}>
          {faults.map(({ path, message: fault }) => (
            <List.Item key={`${path} ${fault}`}>{path ? `${path}: ${fault}` : fault}</List.Item>
          ))}
        </List>
      )}
      {onRetry && isWorthRetrying(error) && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry} loading={isRetrying}>
          {t("components:retry")}
        </Button>
      )}
    </Alert>
  )
}
