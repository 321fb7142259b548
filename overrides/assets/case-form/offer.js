// What is offered to this person: each way to be helped with its promise, or why not now.
import { h } from "../shared/h.js"
import { soon } from "../shared/instant.js"
import { fill, language, listed, plural, words } from "../shared/words.js"

const room = words.case_form

const name = (tag, locale) => new Intl.DisplayNames(locale, { type: "language" }).of(tag)

/** Choices for the language of the answer, each in its own name: "Deutsch", "Français". */
export const languageChoices = (tags) => tags.map((tag) => {
  const [first, ...rest] = name(tag, tag)
  return h("option", { value: tag, lang: tag }, first.toUpperCase(), ...rest)
})

/** A row for a channel of GET /me. */
export function row({ channel, allowed, opens_case, ...way }) {
  const id = `case-${channel}`
  return h("li", { class: allowed ? "channel" : "channel closed" },
    opens_case && h("input", {
      type: "radio", name: "channel", value: channel, id, required: true, disabled: !allowed, "aria-describedby": `${id}-about`,
    }),
    h(opens_case ? "label" : "b", { for: id }, room.channels[channel]),
    h("div", { id: `${id}-about` }, allowed ? promised(way) : way.reasons.map((reason) =>
      h("p", null, h("a", { href: document.getElementById(`why-${reason}`).href }, refusal(channel, reason, way.opens_at))))))
}

const promised = ({ promise, numbers, open_now, languages }) => [
  promise && h("p", null, plural(room.promise[promise.kind], promise.amount)),
  numbers?.map(({ label, number }) => h("p", null, `${label} `, h("a", { href: `tel:${number.replace(/\s/g, "")}` }, number))),
  h("p", { class: "hint" }, promise?.kind !== "business_days" && open_now && `${room.open_now} `,
    fill(room.in_languages, { languages: listed(languages.map((tag) => name(tag, language))) })),
]

const refusal = (channel, reason, opens) =>
  fill(room.reasons[`${channel}.${reason}`] ?? room.reasons[reason], { opens: opens ? soon(opens) : "" })
