/** Where the page starts: as soon as the texts of its language are there. */
import "@mantine/core/styles.css"
import "./app/global.css"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { App } from "./app/app.tsx"
import { speak } from "./app/languages/speak.ts"
import { firstLanguage } from "./lib/language.ts"

await speak(firstLanguage())
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
