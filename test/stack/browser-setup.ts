/** Builds the web app once for all browser tests. */
import { buildWebApp } from "./browser.ts"

export default async () => {
  await buildWebApp()
  return () => {}
}
