/** Serves and builds the web app. The API is on the same origin: in development through the proxy below. */
import react from "@vitejs/plugin-react"
import { defineConfig, type ProxyOptions } from "vite"

const apiUrl = process.env.API_URL ?? "http://localhost:8888"

/** Every path of a service; no address of the app ends its first part like this. */
const apiPaths = "^/[A-Za-z0-9-]+-service([/?]|$)"

const proxy: Record<string, ProxyOptions> = {
  [apiPaths]: {
    target: apiUrl,
    // Vite answers 500 when nothing listens; 502 is what a gateway says, and what the app takes for "no API".
    configure: server =>
      server.on("error", (_error, _request, response) => {
        if (!("writeHead" in response) || response.headersSent) return
        response.writeHead(502, { "content-type": "text/plain" }).end(`Nothing answers at ${apiUrl}.`)
      }),
  },
}

const port = Number(process.env.WEB_PORT ?? 3000)

// A test runner says "test", and React would be built for development: three times as large and as slow.
if (process.env.VITEST) process.env.NODE_ENV = "production"

export default defineConfig({
  root: import.meta.dirname,
  // One for each port: two servers that share it (a test beside `npm start`) invalidate each other's modules.
  cacheDir: `../node_modules/.vite/web-${port}`,
  plugins: [react()],
  server: { port, strictPort: true, proxy, fs: { allow: [".", "../node_modules"] } },
  preview: { port, strictPort: true, proxy },
  // The manifest tells which files a page needs first.
  build: { outDir: "dist", emptyOutDir: true, manifest: true },
})
