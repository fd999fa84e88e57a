/** GET /docs */
import { endpoint } from "../../shared/http/endpoint.ts"

/** Nothing is loaded from elsewhere, and nothing may be; requests go to this API only. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Addresses are relative: on AWS the stage comes before them.
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Facturo API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`

export const getPage = endpoint({
  method: "GET",
  path: "/docs",
  summary: "Shows this description as a page, to read and to try.",
  answers: { 200: null },
  media: { 200: "text/html" },
  handle: async () => ({
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
    },
    body: page,
  }),
})
