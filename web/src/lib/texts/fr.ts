/** What `lib/` says in French. */
import type { Translation } from "../language.ts"
import type en from "./en.ts"

export default {
  error: "Erreur",
  unreachable: "L’API ne répond pas.",
  status: "L’API a répondu par le statut {{status}}.",
} satisfies Translation<typeof en>
