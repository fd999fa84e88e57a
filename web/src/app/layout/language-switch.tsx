/** Chooses the language; each is named in its own words. */
import { SegmentedControl } from "@mantine/core"
import { t } from "i18next"
import { type Language, languages, rememberLanguage, useLanguage } from "../../lib/language.ts"
import { speak } from "../languages/speak.ts"

const names: Record<Language, string> = { en: "English", fr: "Français" }

export const LanguageSwitch = () => (
  <SegmentedControl
    fullWidth
    size="xs"
    aria-label={t("app:language")}
    value={useLanguage()}
    onChange={language => {
      rememberLanguage(language)
      void speak(language)
    }}
    data={languages.map(value => ({ value, label: <span lang={value}>{names[value]}</span> }))}
  />
)
