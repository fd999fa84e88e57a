/** The document service's Lambda. */
import { readService } from "../shared/http/read-service.ts"
import { getDocument } from "./handlers/get-document.ts"

export const endpoints = [getDocument]

export const handler = readService("document-service", endpoints)
