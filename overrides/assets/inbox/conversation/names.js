// The names of what the policy knows by an id, and of languages. The page brings the policy along.
import { language, words } from "../../shared/words.js"

const { policy } = words
const locale = words.sign_in.locale
const languages = new Intl.DisplayNames(language, { type: "language" })

const named = (kind, rows) => {
  const names = new Map(rows.map((row) => [row[kind], row.name[locale]]))
  return (id) => names.get(id) ?? id
}

/** "E-mail". */
export const channelName = named("channel", policy.channels)
/** "Professional". */
export const tierName = named("tier", policy.tiers)
/** "Sales seat". */
export const seatName = named("seat", policy.seats)
/** "Japanese", as a word that stands alone. */
export const languageName = (tag) => languages.of(tag).replace(/^./u, (first) => first.toLocaleUpperCase(language))
/** The language tags in which a case can be answered. */
export const supportLanguages = policy.languages
