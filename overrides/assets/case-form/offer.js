// What is offered to this person: each way to be helped with its promise, or why not now.
import { each, entries, h, plain } from "../shared/drawing/h.js"
import { isAnswered, languageName, promised, refusals } from "../shared/policy/offer.js"
import { read, write } from "./writing.js"

/** Choices for the language of the answer, each in its own name: "Deutsch", "Français". */
const languageChoices = (tags) => each(tags, (tag) => {
  const [first, ...rest] = languageName(tag, tag)
  return h("option", { value: tag, lang: tag }, first.toUpperCase(), ...rest)
}, (text) => h("option", null, text))

// With the article about it, when the company has one.
function why(reason, text) {
  const { href } = document.getElementById(`why-${reason}`) ?? {}
  return href ? h("a", { href }, text) : text
}

/** A row for a channel of GET /me. */
function row(way) {
  const { channel, allowed, opens_case, reasons } = way
  const id = `case-${channel}`
  return h("li", { class: allowed ? "channel" : "channel closed" },
    opens_case && h("input", {
      type: "radio", name: "channel", value: channel, id, required: true, disabled: !allowed, "aria-describedby": `${id}-about`,
    }),
    h(opens_case ? "label" : "b", { for: id }, plain(way.name)),
    h("div", { id: `${id}-about` }, reasons.length ? refusals(way).map(([reason, text]) => h("p", null, why(reason, text))) : promised(way)))
}

/**
 * Offer what is open to this person for the topic they chose.
 *
 * @param {HTMLFormElement} form
 * @param {object} me the answer of GET /me
 * @param {object} values what the draft holds
 * @param {(part: string, ...said) => void} say puts words in a part of the page
 */
export function adapt(form, me, values, say) {
  const ways = waysOf(form, me)
  const open = ways.filter((way) => way.allowed && way.opens_case)
  const first = open.find(({ channel }) => channel === values.channel) ?? open.find(({ answers_by: by }) => by === "mail") ?? open[0]
  say("ways", ...each(ways, row, (text) => h("li", { class: "channel closed" }, text)))
  form.querySelector("[data-part=none]").hidden = open.length
  // Nobody is asked to write what they cannot send; what was written stays for another topic.
  form.classList.toggle("shut", !open.length)
  write(form, { channel: first?.channel })
  choose(form, me, values, say)
  const asks = () => form.querySelector("[data-asks=subscription]:checked")
  say("contact")
  if (asks()) import("./contact.js").then(({ name }) => asks() && name(me, say)).catch(() => {})
}

/** What depends on the channel; its radio keeps focus. */
export function choose(form, me, values, say) {
  const { channel } = read(form)
  const ways = waysOf(form, me)
  const way = ways.find((way) => way.channel === channel) ?? {}
  const tags = entries(way.languages)
  const wishes = [values.language, me.requester?.language, ...navigator.languages.map((tag) => tag.slice(0, 2))]
  say("languages", ...languageChoices(tags))
  write(form, { language: wishes.find((tag) => tags.includes(tag)) ?? tags[0] })
  // A field that is disabled is not sent; what was typed stays in the draft.
  const { phone } = form.elements
  phone.disabled = phone.closest("[data-part]").hidden = !entries(way.needs).includes("phone")
  say("calling")
  // Few cases are answered by a call, so what asks about it loads on demand. Without it a call now can still be asked for.
  const call = way.profile_language_needed || way.days_ahead != null ? way : ways.find(({ reasons }) => String(reasons) === "language")
  if (call) import("./calling.js").then(({ ask }) => ask(form, call, me, values, say)).catch(() => {})
}

// A topic opens its channels whatever the plan and seat (P11, D7); the client, the language and the hours still count.
function waysOf(form, { channels, open_topics: always, client_name: client }) {
  const given = entries(always?.[read(form).topic])
  return entries(channels).filter(isAnswered).map((way) => {
    const reasons = entries(way.reasons).filter((reason) => !given.includes(way.channel) || (reason !== "tier" && reason !== "seat"))
    // Where a time can be chosen, nothing but the hours of this moment refuses, and a call can be asked for all the same (D14).
    return { ...way, client, reasons, allowed: !reasons.length || way.days_ahead != null }
  })
}
