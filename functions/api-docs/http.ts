/** The Lambda that describes the API: the document, and a page to read and try it. */
import { readService } from "../shared/http/read-service.ts"
import { getDescription } from "./handlers/get-description.ts"
import { getFile } from "./handlers/get-file.ts"
import { getPage } from "./handlers/get-page.ts"

export const endpoints = [getDescription, getPage, getFile]

export const handler = readService("api-docs", endpoints)
