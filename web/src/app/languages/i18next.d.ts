/** Makes a text that no catalogue has, and a placeholder that nothing fills, a type error. */
import "i18next"
import type { texts } from "./en.ts"

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app"
    resources: typeof texts
  }
}
