/** What is said of stock in French. */
import type { Translation } from "../../../lib/language.ts"
import type en from "./en.ts"

export default {
  runningLow: "Stock bientôt épuisé",
  product: "Produit",
  allProducts: "Tous les produits",
  left: "Reste",
  none: "Épuisé",
  enough: "Assez de tout",
  enoughHint: "Un produit apparaît ici quand il en reste {{count, number}} pièces ou moins.",
  ofNewest: "Parmi les {{count, number}} produits les plus récents.",
} satisfies Translation<typeof en>
