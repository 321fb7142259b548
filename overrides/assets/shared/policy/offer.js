// A channel in words: its response time, or why it is not available now. For the case form and the help dialog.
import { drawn, each, entries, h, plain } from "../drawing/h.js"
import { inWords } from "../words/times.js"
import { fill, language, listed, named, plural, words } from "../words/words.js"

/** A language's name in another language, or in its own. */
export const languageName = (tag, locale = language) => drawn(() => new Intl.DisplayNames(locale, { type: "language" }).of(tag), tag)

/** Whether support specialists answer on a channel. The others lead to articles or to other users. */
export const isAnswered = (way) => ["mail", "chat", "call", "dial"].includes(way?.answers_by)

/** The response time of a channel of GET /me (or of the policy): when it is called, or answered. */
export const promised = ({ answers_by: by, promise, numbers, follows_hours, open_now, languages }) => [
  promise && drawn(() => h("p", null, plural(words.offer.promise[by === "call" ? by : "answer"][promise.kind], promise.amount)), promise),
  each(numbers, ({ label, number }) => h("p", null, `${label} `, h("a", { href: `tel:${number.replace(/\s/g, "")}` }, number))),
  h("p", { class: "hint" }, follows_hours && open_now && `${words.offer.open_now} `,
    fill(words.offer.in_languages, { languages: listed(entries(languages).map((tag) => languageName(tag))) })),
]

/**
 * Why not: `[reason, words]` in the policy's order. Says when it opens only if that is the only reason.
 *
 * @param {object} way a channel of GET /me, with the name of the reader's client as `client`
 * @param {boolean} [elsewhere] whether the page also shows times in another zone than the reader's
 */
export function refusals({ reasons, seats, client, profile_language_needed: ofProfile, opens_at: opens }, elsewhere) {
  const { reasons: say, your_time: mine } = words.offer
  const all = entries(reasons)
  const when = opens && all.length === 1 && (elsewhere ? fill(mine, { opens: inWords(opens) }) : inWords(opens))
  const other = { hours: !when && "closed", language: ofProfile && "language_of_profile" }
  return all.map((reason) =>
    [reason, fill(named(say, other[reason] || reason), { opens: when, client, seats: listed(entries(seats).map(plain), "disjunction") })])
}
