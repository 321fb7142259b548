// Asking for a call: in which language, and when. It is fetched for a channel that calls, and for one that only the language closes.
import { announce } from "../shared/drawing/announce.js"
import { api } from "../shared/fetching/api.js"
import { each, entries, h } from "../shared/drawing/h.js"
import { explain } from "../shared/words/explain.js"
import { languageName } from "../shared/policy/offer.js"
import { fill, words } from "../shared/words/words.js"
import { said } from "../shared/calling/words.js"

/**
 * Say which language a call is in, with one click to change it, and ask when to call where that can be chosen.
 *
 * @param {HTMLFormElement} form
 * @param {object} way a channel of GET /me: the chosen one, or one that only the language closes
 * @param {object} me the answer of GET /me
 * @param {object} values what the draft holds
 * @param {(part: string, ...said) => void} say puts words in a part of the page
 */
export async function ask(form, way, me, values, say) {
  const room = await said()
  Object.assign(words.case_form.errors, room.errors)
  // The reader can have chosen another channel while the words came.
  if (way.allowed && new FormData(form).get("channel") !== way.channel) return
  say("calling", way.profile_language_needed ? language(form, way, me, room) : [], way.days_ahead != null ? when(way, values, room) : [])
}

function language(form, way, { requester }, room) {
  const mine = requester?.language
  const others = entries(way.profile_languages).filter((tag) => tag !== mine)
  const trouble = h("p", { class: "error", role: "alert" })
  const change = async (tag) => {
    try {
      await api("PATCH", "/me", { body: { language: tag } })
      announce(fill(room.changed, { language: languageName(tag) }))
      await form.closest("case-form").meet()   // what is open to this person may be another now
      form.elements.language.focus()
    } catch (error) {
      trouble.textContent = explain(error)
    }
  }
  return [
    h("p", null, fill(entries(way.languages).length ? room.profile : room.profile_not, { language: languageName(mine) }), " ", room.change),
    h("p", { class: "buttons" }, each(others, (tag) =>
      h("button", { type: "button", class: "quiet", lang: tag, onclick: () => change(tag) }, languageName(tag, tag)))),
    trouble,
  ]
}

function when(way, values, room) {
  const later = !way.open_now || values.when === "chosen"
  const time = h("input", { type: "datetime-local", name: "call_at", id: "case-call_at", required: true, disabled: !later,
    "aria-describedby": "case-call_at-hint case-call_at-error" })
  if (typeof values.call_at === "string") time.value = values.call_at
  const shown = h("div", { class: "field", dataset: { field: "call_at" }, hidden: !later },
    h("label", { for: time.id }, room.call_at), h("p", { class: "hint", id: "case-call_at-hint" }, fill(room.call_at_hint, { days: way.days_ahead })),
    h("p", { class: "error", id: "case-call_at-error" }), time)
  const choice = (value, text) => h("div", { class: "choice" },
    h("input", { type: "radio", name: "when", value, id: `case-when-${value}`, checked: (value === "chosen") === later,
      onchange: () => { time.disabled = shown.hidden = value !== "chosen" } }),
    h("label", { for: `case-when-${value}` }, text))
  return [way.open_now
    ? h("fieldset", { class: "field" }, h("legend", null, room.when), choice("now", room.now), choice("chosen", room.chosen))
    : h("p", null, room.closed_now), shown]
}
