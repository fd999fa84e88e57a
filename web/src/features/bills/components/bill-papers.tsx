/** A bill on paper: printed from the page, or as the document that customers get. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { useEffect } from "react"
import { IconFileTypePdf, IconPrinter } from "../../../components/icons.ts"
import { saveBlob } from "../../../lib/save-file.ts"
import { toast } from "../../../lib/toast.ts"
import { useDocument } from "../api/get-document.ts"
import { nameOf } from "../model.ts"
import type { Bill } from "../types.ts"

export function BillPapers({ bill }: { bill: Bill }) {
  const { mutate, isPending, error } = useDocument(bill.id)
  useEffect(() => {
    if (error) toast(error.message)
  }, [error])
  return (
    <>
      <Button
        variant="default"
        onClick={() => window.print()}
        leftSection={<IconPrinter size={16} stroke={1.7} aria-hidden />}
      >
        {t("bills:print")}
      </Button>
      <Button
        variant="default"
        loading={isPending}
        onClick={() => mutate(undefined, { onSuccess: file => saveBlob(`${nameOf(bill)}.pdf`, file) })}
        leftSection={<IconFileTypePdf size={16} stroke={1.7} aria-hidden />}
      >
        {t("bills:pdf")}
      </Button>
    </>
  )
}
