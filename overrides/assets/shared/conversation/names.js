// The names of the policy's ids, and of languages. The page contains the policy.
import { drawn, plain } from "../drawing/h.js"
import { language, words } from "../words/words.js"

const { policy } = words
const { locale } = document.querySelector("[data-locale]").dataset
const languages = new Intl.DisplayNames(language, { type: "language" })
const named = (kind, rows) => (id) => (rows.find((row) => row[kind] === id)?.name ?? policy.former[kind][id])?.[locale] ?? plain(id)

export const channelName = named("channel", policy.channels)
export const tierName = named("tier", policy.tiers)
export const seatName = named("seat", policy.seats)
/** Who answers on a channel, a trait of it: "mail", "chat" or "call". */
export const answersBy = (id) => policy.channels.find(({ channel }) => channel === id)?.answers_by
/** Whether the policy knows seats at all. */
export const hasSeats = policy.seats.length > 0
/** "Japanese", as a word outside a sentence. */
export const languageName = (tag) => drawn(() => languages.of(tag).replace(/^./u, (first) => first.toLocaleUpperCase(language)), tag)
/** The language tags in which we answer cases. */
export const supportLanguages = policy.languages
