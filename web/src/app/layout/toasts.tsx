/** Where toasts appear, from the first one on. */
import { lazy, Suspense, useSyncExternalStore } from "react"
import { areToastsWanted, onToast } from "../../lib/toast.ts"

const ToastList = lazy(() => import("./toast-list.tsx").then(({ ToastList }) => ({ default: ToastList })))

export function Toasts() {
  const areWanted = useSyncExternalStore(onToast, areToastsWanted)
  return <Suspense>{areWanted && <ToastList />}</Suspense>
}
