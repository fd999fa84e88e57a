/** What is on every page: the seller and the page's number at the foot, and across it what the bill is not. */
import type { Seller } from "../settings.ts"
import { area, colours, paper, rule, type Sheet, sizes, write } from "./sheet.ts"

/** Draws it on all pages there are. */
export function drawOnEachPage(
  sheet: Sheet,
  { seller, reference, watermark }: { seller: Seller; reference: string; watermark: string | undefined },
): void {
  const { count } = sheet.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    sheet.switchToPage(page)
    if (watermark) drawWatermark(sheet, watermark)
    drawFoot(
      sheet,
      `${seller["seller-name"]} · ${seller["seller-vat-id"]} · ${reference}`,
      `${page + 1} / ${count}`,
    )
  }
}

function drawFoot(sheet: Sheet, text: string, number: string): void {
  const y = paper.height - 58
  const style = { size: sizes.small, colour: colours.muted }
  rule(sheet, y)
  write(sheet, text, { x: area.left, y: y + 8, width: area.width - 60 }, style)
  write(sheet, number, { x: area.right - 50, y: y + 8, width: 50 }, { ...style, align: "right" })
}

/** From corner to corner, pale enough to read through. */
function drawWatermark(sheet: Sheet, text: string): void {
  const size = 84
  sheet.save()
  sheet.rotate(-50, { origin: [paper.width / 2, paper.height / 2] })
  sheet.font("bold").fontSize(size).fillColor("#b42318").fillOpacity(0.12)
  const width = sheet.widthOfString(text)
  sheet.text(text, (paper.width - width) / 2, (paper.height - size) / 2, { lineBreak: false })
  sheet.restore()
}
