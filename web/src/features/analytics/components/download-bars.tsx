/** Gives the numbers that are on the screen as a file. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { IconDownload } from "../../../components/icons.ts"
import { saveFile } from "../../../lib/save-file.ts"
import { type Bar, barLength, csvOf, type Range } from "../model.ts"

/** Without bars they are still loading. */
export const DownloadBars = ({ bars, minutes }: { bars: Bar[] | undefined; minutes: Range }) => (
  <Button
    variant="default"
    size="xs"
    leftSection={<IconDownload size={15} aria-hidden />}
    disabled={!bars}
    aria-label={t("analytics:downloadCsv")}
    onClick={() => {
      const [first] = bars ?? []
      if (!bars || !first) return
      const from = new Date(first.start).toISOString().slice(0, 19).replaceAll(":", "")
      saveFile(`facturo-windows-${from}Z.csv`, "text/csv", csvOf(bars, barLength(minutes)))
    }}
  >
    CSV
  </Button>
)
