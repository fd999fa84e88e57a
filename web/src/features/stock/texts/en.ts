/** What is said of stock in English. */
export default {
  runningLow: "Stock running low",
  product: "Product",
  allProducts: "All products",
  left: "Left",
  none: "None left",
  enough: "Enough of everything",
  enoughHint: "A product appears here when {{count, number}} pieces of it are left, or fewer.",
  ofNewest: "Of the newest {{count, number}} products.",
} as const
