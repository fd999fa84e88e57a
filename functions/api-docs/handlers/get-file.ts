/** GET /docs/{file} */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"

// The files come with the bundle, under node_modules: see `package.patterns` in serverless.yml.
const packages = createRequire(import.meta.url)
const read = (file: string): string => readFileSync(packages.resolve(`swagger-ui-dist/${file}`), "utf8")

const start = `SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
})
`

const script = "text/javascript; charset=utf-8"
const files = {
  "swagger-ui-bundle.js": { type: script, read: () => read("swagger-ui-bundle.js") },
  "swagger-ui.css": { type: "text/css; charset=utf-8", read: () => read("swagger-ui.css") },
  "start.js": { type: script, read: () => start },
}

export const getFile = endpoint({
  method: "GET",
  path: "/docs/{file}",
  summary: "Gives a file of that page.",
  params: z.object({ file: z.enum(Object.keys(files) as (keyof typeof files)[]) }),
  answers: { 200: null },
  media: { 200: "text/*" },
  async handle({ params }) {
    const { type, read } = files[params.file]
    return {
      status: 200,
      headers: {
        "content-type": type,
        "cache-control": "public, max-age=86400",
        "x-content-type-options": "nosniff",
      },
      body: read(),
    }
  },
})
