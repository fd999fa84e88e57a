/** Imported by tests of what becomes words: the app speaks English. */
import { speak } from "../app/languages/speak.ts"

await speak("en")
