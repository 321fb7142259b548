// What sending a case needs: whether all is filled in, what goes to the API, and what is shown when it has come. It is
// fetched when somebody begins to write.
import { elsewhere, person } from "../shared/keeping/drafts.js"
import { plain } from "../shared/drawing/drawn.js"
import { mistake } from "../shared/drawing/fields.js"
import { timeElement, zone } from "../shared/words/instant.js"
import { fill, listed, named, words } from "../shared/words/words.js"

export { clearMistakes, showMistakes, showProblem } from "../shared/drawing/fields.js"

const room = words.case_form

/** What is not filled in, as mistakes; `step` is the field of the sign-in form that comes first, if any. */
export function gaps(form, step) {
  const found = Array.from(missing(form), (field) => ({ field, text: mistake({ field, code: "missing" }, room.errors) }))
  return step ? [{ field: step, text: room.first[step] }, ...found] : found
}

// Names of the required fields on view that are empty.
const missing = (form) => new Set([...form.elements]
  .filter((control) => control.required && !control.closest("[hidden]") && !form.elements[control.name].value.trim())
  .map((control) => control.name))

/** The body of POST /cases. Links go as lines: the API finds what is meant in each, and names the line it cannot read. */
export const body = ({ links, phone, reply_email, staff_access, ...rest }) => ({
  ...rest,
  links: links.split("\n").filter((line) => line.trim()),
  staff_access: !!staff_access,
  phone: phone || undefined,
  reply_email: reply_email || undefined,
})

/** What to tell somebody whose case the policy refused that way. */
export function instead({ allowed_channels: channels }) {
  const allowed = channels.map((channel) => words.offer.channels[plain(channel)]).filter(Boolean)
  return fill(allowed.length ? room.not_entitled : room.none_left, { allowed: listed(allowed) })
}

/** The case has come: what is left of the page is its number, and when we answer. What was for the writing goes. */
export function received(form, { number, due, channel }, { requester }) {
  const say = (name, ...said) => {
    const part = form.querySelector(`[data-part="${name}"]`)
    part.replaceChildren(...said)
    part.closest("[data-with]")?.toggleAttribute("hidden", !said.length)
  }
  for (const part of form.children) part.hidden = part.dataset.part !== "received"
  const others = [...form.parentElement.children].filter((part) => part !== form && part.localName !== "h1")
  for (const part of [...others, ...document.querySelectorAll("article-feedback, .feedback, .md-nav--secondary")]) part.remove()
  say("number", plain(number))
  say("next", named(room.next, channel))
  if (due) say("due", timeElement(due), ` (${zone(due)})`)
  say("confirmation", fill(room.confirmation, requester ?? {}))   // the proved address gets it, no other
  form.querySelector("[data-part=open]").search = new URLSearchParams({ case: number })
  form.querySelector("h2").focus()
  // The page of somebody who has gone is not for the next.
  const whose = person()
  const leave = () => person() !== whose && location.replace(location.pathname)
  elsewhere(leave)
  addEventListener("pageshow", leave)
}
