// The names of what the policy knows by an id, and of languages. The page brings the policy along.
import { drawn, plain } from "../drawing/drawn.js"
import { language, words } from "../words/words.js"

const { policy, sign_in: { locale } } = words
const languages = new Intl.DisplayNames(language, { type: "language" })
const named = (kind, rows) => (id) => rows.find((row) => row[kind] === id)?.name[locale] ?? plain(id)

export const channelName = named("channel", policy.channels)
export const tierName = named("tier", policy.tiers)
export const seatName = named("seat", policy.seats)
/** "Japanese", as a word that stands alone. */
export const languageName = (tag) => drawn(() => languages.of(tag).replace(/^./u, (first) => first.toLocaleUpperCase(language)), tag)
/** The language tags in which a case can be answered. */
export const supportLanguages = policy.languages
