/** All texts of the app in French, by feature. */
import components from "../../components/texts/fr.ts"
import analytics from "../../features/analytics/texts/fr.ts"
import bills from "../../features/bills/texts/fr.ts"
import customers from "../../features/customers/texts/fr.ts"
import exports from "../../features/exports/texts/fr.ts"
import jobs from "../../features/jobs/texts/fr.ts"
import products from "../../features/products/texts/fr.ts"
import quarantine from "../../features/quarantine/texts/fr.ts"
import services from "../../features/services/texts/fr.ts"
import simulations from "../../features/simulations/texts/fr.ts"
import stock from "../../features/stock/texts/fr.ts"
import lib from "../../lib/texts/fr.ts"
import app from "../texts/fr.ts"

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
