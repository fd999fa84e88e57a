/** All texts of the app in English, by feature. */
import components from "../../components/texts/en.ts"
import analytics from "../../features/analytics/texts/en.ts"
import bills from "../../features/bills/texts/en.ts"
import customers from "../../features/customers/texts/en.ts"
import exports from "../../features/exports/texts/en.ts"
import jobs from "../../features/jobs/texts/en.ts"
import products from "../../features/products/texts/en.ts"
import quarantine from "../../features/quarantine/texts/en.ts"
import services from "../../features/services/texts/en.ts"
import simulations from "../../features/simulations/texts/en.ts"
import stock from "../../features/stock/texts/en.ts"
import lib from "../../lib/texts/en.ts"
import app from "../texts/en.ts"

export const texts = {
  app,
  components,
  lib,
  analytics,
  bills,
  customers,
  exports,
  jobs,
  products,
  quarantine,
  services,
  simulations,
  stock,
}
