/** Two people changed one thing at once: what each of them did, and what becomes of it. */

/** A field that is not what it was. `by` says who changed it; "both" means to different values. */
export type Edit<Values> = {
  [Field in keyof Values]: {
    field: Field
    mine: Values[Field]
    theirs: Values[Field]
    by: "me" | "them" | "both"
  }
}[keyof Values]

/** Whose value is to stay. */
export type Choice = "mine" | "theirs"

/** What was changed since `base`, by me, by them or by both; without what both of us made the same. */
export function editsOf<Values extends Record<string, unknown>>(
  base: Values,
  mine: Values,
  theirs: Values,
): Edit<Values>[] {
  return (Object.keys(base) as (keyof Values)[])
    .filter(field => !isSame(mine[field], theirs[field]))
    .map(field => {
      const [isMine, isTheirs] = [!isSame(mine[field], base[field]), !isSame(theirs[field], base[field])]
      const by = isMine && isTheirs ? "both" : isMine ? "me" : "them"
      return { field, mine: mine[field], theirs: theirs[field], by }
    })
}

/** What is proposed: everybody's own change; where both changed a field, mine. */
export const proposed = ({ by }: { by: "me" | "them" | "both" }): Choice =>
  by === "them" ? "theirs" : "mine"

/** Their version, with my values in the fields that I keep. */
export function merge<Values extends Record<string, unknown>>(
  mine: Values,
  theirs: Values,
  choices: Partial<Record<keyof Values, Choice>>,
): Values {
  const merged = { ...theirs }
  for (const field of Object.keys(choices) as (keyof Values)[]) {
    if (choices[field] === "mine") merged[field] = mine[field]
  }
  return merged
}

/** A form's number may be the same number in text. */
const isSame = (a: unknown, b: unknown): boolean => (a ?? "") === (b ?? "") || isSameNumber(a, b)

const isSameNumber = (a: unknown, b: unknown): boolean =>
  typeof a !== typeof b && isFilled(a) && isFilled(b) && Number(a) === Number(b)

const isFilled = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "")
