/** Puts the files of a built web app into a bucket, so that no visitor ever gets a page without its parts. */
import { readdir, readFile } from "node:fs/promises"
import { extname, join, relative, sep } from "node:path"
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3"

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json",
}

/**
 * Uploads every file and gives their number. Assets, whose names have a hash of their content, may be kept for a year;
 * everything else is asked for again each time. Pages come last, when all that they name is there. Old assets stay, for
 * those who have the page before open. Throws for a file of a type that is not known here.
 */
export async function uploadFolder(s3: S3Client, Bucket: string, folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const keys = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort((a, b) => Number(a.endsWith(".html")) - Number(b.endsWith(".html")))
  for (const Key of keys) {
    const ContentType = types[extname(Key)]
    if (!ContentType) throw new Error(`${Key}: which media type is that? Add it to upload-folder.ts.`)
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: await readFile(join(folder, Key)),
        ContentType,
        CacheControl: Key.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      }),
    )
  }
  return keys.length
}
