/** What the browser may load for the web app, and nothing else. */
import { createHash } from "node:crypto"

/**
 * The Content-Security-Policy for a page. Scripts are ours alone; those that stand in the page itself are named by
 * the hash of their text. Styles may stand in elements, where the component library writes sizes and colours.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = inlineScripts(html).map(
    text => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  )
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")
}

/** The text of every script element without a source, to the byte, as the browser hashes it. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(match => match[1] ?? "")
}
