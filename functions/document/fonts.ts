/**
 * The fonts of a document: Noto Sans (SIL Open Font License 1.1), which has the letters of all languages written in
 * Latin, Greek and Cyrillic. The files are read once for the life of the Lambda.
 */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

// The files come with the bundle, under node_modules: see `package.patterns` in serverless.yml.
const packages = createRequire(import.meta.url)
const read = (file: string): Buffer => readFileSync(packages.resolve(`@expo-google-fonts/noto-sans/${file}`))

export const fonts = {
  regular: read("400Regular/NotoSans_400Regular.ttf"),
  bold: read("600SemiBold/NotoSans_600SemiBold.ttf"),
}
