/** What the pages of products say in French. */
import type { Translation } from "../../../lib/language.ts"
import type en from "./en.ts"

export default {
  products: "Produits",
  product: "Produit",
  description: "Ce dont les lignes d’une facture sont faites.",
  newProduct: "Nouveau produit",
  create: "Créer le produit",
  isCreated: "{{name}} est maintenant un produit",
  save: "Enregistrer",
  isSaved: "{{name}} est enregistré",
  name: "Nom",
  price: "Prix",
  priceHint: "Hors taxe, à la pièce",
  inStock: "En stock",
  inStockHint: "Pièces disponibles",
  changed: "Modifié",
  none: "Pas encore de produit",
  noneHint: "Les lignes d’une facture sont des produits : ajoutez le premier.",
  unread: "Les produits n’ont pas pu être lus",
  loading: "Chargement…",
  noneOfNewest: "Aucun parmi les {{count, number}} produits les plus récents",
  noSuch: "Aucun produit de ce nom",
  pieces_one: "{{count, number}} pièce en stock",
  pieces_other: "{{count, number}} pièces en stock",
  mustNotBeEmpty: "À remplir",
  deleteConsequence:
    "Les factures qui le contiennent gardent leurs lignes et leurs montants. C’est sans retour.",
  isDeleted: "{{name}} est supprimé",
} satisfies Translation<typeof en>
