/** A short word that something is done. */
import { notifications } from "@mantine/notifications"

/** Shows it for a few seconds; screen readers hear it. */
export const toast = (message: string): void => {
  notifications.show({ message, color: "pine", autoClose: 4000 })
}
