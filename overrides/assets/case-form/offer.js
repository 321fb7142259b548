// What is offered to this person: each way to be helped with its promise, or why not now.
import { drawn, each, entries, h, plain } from "../shared/drawing/h.js"
import { isAnswered, languageName, promised, refusals } from "../shared/policy/offer.js"
import { fill, words } from "../shared/words/words.js"
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
  const { channel, allowed, opens_case, later } = way
  const id = `case-${channel}`
  return h("li", { class: allowed ? "channel" : "channel closed" },
    opens_case && h("input", {
      type: "radio", name: "channel", value: channel, id, required: true, disabled: !allowed, "aria-describedby": `${id}-about`,
    }),
    h(opens_case ? "label" : "b", { for: id }, plain(way.name)),
    h("div", { id: `${id}-about` }, allowed && !later ? promised(way) : refusals(way).map(([reason, text]) => h("p", null, why(reason, text)))))
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
  const spoken = ways.find((way) => !way.allowed && way.profile_language_needed && String(way.reasons) === "language")
  say("profile-of-closed")
  if (spoken) calling(({ askLanguage }) => askLanguage(form, spoken, me, "profile-of-closed", say))
  const asks = form.querySelector("[name=topic]:checked")?.dataset.asks
  const contact = asks === "subscription" && me.subscription_contact
  say("contact", drawn(() => (contact?.team
    ? [fill(words.case_form.contact, { who: [contact.team, contact.name].filter(Boolean).join(" ") }),
      h("a", { href: `mailto:${contact.email}` }, contact.email)] : []), contact))
}

/** What depends on the channel; its radio keeps focus. */
export function choose(form, me, values, say) {
  const { channel } = read(form)
  const way = waysOf(form, me).find((way) => way.channel === channel) ?? {}
  for (const part of ["when", "profile"]) say(part)
  if (way.days_ahead != null) calling(({ askWhen }) => askWhen(form, way, values, say))
  if (way.profile_language_needed) calling(({ askLanguage }) => askLanguage(form, way, me, "profile", say))
  const tags = entries(way.languages)
  const wishes = [values.language, me.requester?.language, ...navigator.languages.map((tag) => tag.slice(0, 2))]
  say("languages", ...languageChoices(tags))
  write(form, { language: wishes.find((tag) => tags.includes(tag)) ?? tags[0] })
  // A field that is disabled is not sent; what was typed stays in the draft.
  const { phone } = form.elements
  phone.disabled = phone.closest("[data-part]").hidden = !entries(way.needs).includes("phone")
}

// Few cases are answered by a call, so what asks about it loads on demand. Without it a call now can still be asked for.
const calling = (use) => import("./calling.js").then(use).catch(() => {})

// A topic opens its channels whatever the plan and seat (P11, D7); the client, the language and the hours still count.
function waysOf(form, { channels, open_topics: always, client_name: client }) {
  const given = entries(always?.[read(form).topic])
  return entries(channels).filter(isAnswered).map((way) => {
    const reasons = entries(way.reasons).filter((reason) => !given.includes(way.channel) || (reason !== "tier" && reason !== "seat"))
    // A call at a chosen time can be asked for while we are closed (D14).
    const later = way.days_ahead != null && String(reasons) === "hours"
    return { ...way, client, reasons, later, allowed: way.allowed || later || (given.includes(way.channel) && !reasons.length) }
  })
}
