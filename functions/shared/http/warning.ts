/** Warnings: a request that was done, and could have been safer. They stand in the `Warning` header, with code 299. */

const texts = {
  replacedBlindly:
    "Replaced without If-Match: what somebody else changed since you read it is overwritten. Send the ETag.",
  notRepeatable: "Made without Idempotency-Key: sent again, this makes another one. Send a key of your own.",
}

/** The header for a warning, as RFC 7234, 5.5 has it: `299 - "text"`, a lasting warning of an unnamed agent. */
export const warning = (text: keyof typeof texts): { warning: string } => ({
  warning: `299 - "${texts[text]}"`,
})
