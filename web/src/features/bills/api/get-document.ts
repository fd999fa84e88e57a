/** GET /billing-service/bills/{id}.pdf */
import { useMutation } from "@tanstack/react-query"
import { getFile } from "../../../lib/api-client.ts"
import { currentLocale } from "../../../lib/language.ts"
import { documentPath } from "./bill-path.ts"

/** Gets a bill as PDF, in the language of the app. It changes nothing, and is not kept. */
export const useDocument = (id: string) =>
  useMutation({
    mutationFn: () => getFile(documentPath(id), "application/pdf", currentLocale()),
    meta: { readsOnly: true },
  })
