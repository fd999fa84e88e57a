import type { Page } from "playwright-core"

/** Answers every request of the page to these addresses with a 500 that says `detail`, until `page.unroute`. */
export const failRequests = (page: Page, addresses: string, detail: string) =>
  page.route(addresses, route =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ title: "Internal Server Error", status: 500, detail }),
    }),
  )
