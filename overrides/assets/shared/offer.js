// A way to be helped, in words: its promise, or why not now. The same for the case form and the help dialog.
import { h } from "./h.js"
import { soon } from "./instant.js"
import { fill, language, listed, plural, words } from "./words.js"

/** A language's name in another language, or in its own. */
export const languageName = (tag, locale = language) => new Intl.DisplayNames(locale, { type: "language" }).of(tag)

/** What a channel of GET /me (or of the policy) promises. */
export const promised = ({ promise, numbers, open_now, languages }) => [
  promise && h("p", null, plural(words.offer.promise[promise.kind], promise.amount)),
  numbers?.map(({ label, number }) => h("p", null, `${label} `, h("a", { href: `tel:${number.replace(/\s/g, "")}` }, number))),
  h("p", { class: "hint" }, promise?.kind !== "business_days" && open_now && `${words.offer.open_now} `,
    fill(words.offer.in_languages, { languages: listed(languages.map((tag) => languageName(tag))) })),
]

/** Why not, for one reason of the policy. */
export const refusal = (channel, reason, opens) =>
  fill(words.offer.reasons[`${channel}.${reason}`] ?? words.offer.reasons[reason], { opens: opens ? soon(opens) : "" })
