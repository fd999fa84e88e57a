/** Names for requests, so that what is sent twice is done once. */
import { useState } from "react"
// The browser's own has none to give outside of HTTPS and localhost: to a phone in the same network.
import { v4 } from "uuid"

/** The same name as long as the form is shown: a second click, or a try after a lost answer, makes nothing new. */
export const useRequestKey = (): string => useState(() => v4())[0]
