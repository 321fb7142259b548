// What is offered to this person: each way to be helped with its promise, or why not now.
import { each } from "../shared/drawn.js"
import { h } from "../shared/h.js"
import { languageName, promised, refusals } from "../shared/offer.js"
import { words } from "../shared/words.js"

/** Choices for the language of the answer, each in its own name: "Deutsch", "Français". */
export const languageChoices = (tags) => each(tags, (tag) => {
  const [first, ...rest] = languageName(tag, tag)
  return h("option", { value: tag, lang: tag }, first.toUpperCase(), ...rest)
}, (text) => h("option", null, text))

/** A row for a channel of GET /me. */
export function row(way) {
  const { channel, allowed, opens_case } = way
  const id = `case-${channel}`
  return h("li", { class: allowed ? "channel" : "channel closed" },
    opens_case && h("input", {
      type: "radio", name: "channel", value: channel, id, required: true, disabled: !allowed, "aria-describedby": `${id}-about`,
    }),
    h(opens_case ? "label" : "b", { for: id }, words.offer.channels[channel]),
    h("div", { id: `${id}-about` }, allowed ? promised(way) : refusals(way).map(([reason, text]) =>
      h("p", null, h("a", { href: document.getElementById(`why-${reason}`)?.href }, text)))))
}
