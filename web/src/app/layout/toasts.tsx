/** Where toasts appear, from the first one on. */
import { lazy, Suspense, useSyncExternalStore } from "react"
import { areToastsWanted, onToastsWanted } from "../../lib/toast.ts"

const Notifications = lazy(async () => {
  await import("@mantine/notifications/styles.css")
  const { Notifications } = await import("@mantine/notifications")
  return { default: Notifications }
})

export function Toasts() {
  const areWanted = useSyncExternalStore(onToastsWanted, areToastsWanted)
  return <Suspense>{areWanted && <Notifications position="bottom-right" limit={3} />}</Suspense>
}
