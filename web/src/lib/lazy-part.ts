/** Parts of a page that are loaded after it is drawn. */
import { type ComponentType, lazy } from "react"

/** A component of a module, by its name, that is loaded when it is first drawn. */
export const lazyPart = <Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) => lazy(async () => ({ default: (await load())[name] }))
