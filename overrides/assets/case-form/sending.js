// Sending a case: whether all is filled in, the request, and what is shown when its answer has come. It is fetched when
// somebody begins to write.
import { api, Offline } from "../shared/fetching/api.js"
import { elsewhere, person } from "../shared/keeping/drafts.js"
import { drawn, entries, plain } from "../shared/drawing/h.js"
import { clearMistakes, showMistakes, showProblem } from "../shared/drawing/mistakes.js"
import { mistake } from "../shared/words/explain.js"
import { at, whole } from "../shared/drawing/time.js"
import { fill, language, listed, words } from "../shared/words/words.js"
import { read } from "./writing.js"

const room = words.case_form

/**
 * Send what is written, or show what is missing.
 *
 * @param {HTMLElement} page the case-form
 */
export async function send(page) {
  const { form, writing, client } = page
  clearMistakes(page)
  const missing = gaps(form, !page.me && page.querySelector("sign-in-form input")?.name)
  if (missing.length) return showMistakes(page, missing)
  writing.queue()
  hold(page, true, room.sending)
  const { key, along, values: { locale, follows } } = writing.draft
  try {
    const answer = await api("POST", "/cases", {
      body: body({ ...read(form), ...along, client, locale, follows }), key, signal: page.leaving.signal,
    })
    const made = answer.case ?? {}
    writing.drop()           // nothing is queued any more
    page.leaving.abort()     // and nothing that comes later changes this page
    writing.along?.done()
    received(page, made)
    page.dispatchEvent(new CustomEvent("case-sent", { bubbles: true, detail: { number: made.number } }))
  } catch (error) {
    await refused(page, error)
  }
}

// What would be typed now is not in the case that is on its way. Focus stays where it is.
function hold(page, yes, ...said) {
  for (const field of page.form.elements) field.readOnly = yes
  page.say("waiting", ...said)
}

async function refused(page, error) {
  const { writing } = page
  if (page.leaving.signal.aborted) return
  hold(page, false)
  if (error.status === 401) {
    await page.meet(false, false, room.ended)   // or somebody else has signed in meanwhile
    return page.me || page.toSignIn()
  }
  if (error instanceof Offline || error.status > 501) return page.away()
  if (error.status < 428) writing.draft.key = null   // a final answer: the next try is a new one (428 and 429 ask for another)
  writing.keep(false)
  if (error.code !== "not_entitled") return showProblem(page, error, room.errors)
  await page.meet()
  showMistakes(page, [{ field: "channel", text: instead(error, page.me) }])
}

/** What is not filled in, as mistakes; `step` is the field of the sign-in form that comes first, if any. */
function gaps(form, step) {
  const found = Array.from(empty(form), (field) => ({ field, text: mistake({ field, code: "missing" }, room.errors) }))
  return step ? [{ field: step, text: room.first[step] }, ...found] : found
}

// Names of the required fields on view that are empty.
const empty = (form) => new Set([...form.elements]
  .filter((control) => control.required && !control.closest("[hidden]") && !form.elements[control.name].value.trim())
  .map((control) => control.name))

/** The body of POST /cases. Links go as lines: the API finds what is meant in each, and names the line it cannot read. */
const body = ({ links, phone, reply_email, staff_access, call_at: at, ...rest }) => ({
  ...rest,
  links: links.split("\n").filter((line) => line.trim()),
  staff_access: !!staff_access,
  phone: phone || undefined,
  call_at: at ? new Date(at).toISOString() : undefined,   // the form has it on the reader's own clock
  reply_email: reply_email || undefined,
})

// What to tell somebody whose case the policy refused that way.
function instead({ allowed_channels: channels }, me) {
  const allowed = entries(me?.channels).filter(({ channel }) => channels.includes(channel)).map(({ name }) => plain(name))
  return fill(allowed.length ? room.not_entitled : room.none_left, { allowed: listed(allowed) })
}

// The case has come: what is left of the page is its number, and when we answer. What was for the writing goes.
function received(page, { number, due, channel }) {
  for (const part of page.children) part.hidden = part.dataset.part !== "received"
  const others = [...page.parentElement.children].filter((part) => part !== page && part.localName !== "h1")
  for (const part of [...others, ...document.querySelectorAll("article-feedback, .feedback, .md-nav--secondary")]) part.remove()
  page.say("number", plain(number))
  const { answers_by: by, needs } = entries(page.me.channels).find((way) => way?.channel === channel) ?? {}
  page.say("next", [room.next[by], entries(needs).includes("phone") && room.next.phone].filter(Boolean).join(" "))
  if (due) page.say("due", at(due, whole(due)), ` (${zone(due)})`)
  page.say("confirmation", fill(room.confirmation, page.me.requester ?? {}))   // the proved address gets it, no other
  page.querySelector("[data-part=open]").search = new URLSearchParams({ case: number })
  page.querySelector("h2").focus()
  // The page of somebody who has gone is not for the next.
  const whose = person()
  const leave = () => person() !== whose && location.replace(location.pathname)
  elsewhere(leave)
  addEventListener("pageshow", leave)
}

// The name of the reader's zone at an instant: "Central European Standard Time".
const zone = (iso) => drawn(() => new Intl.DateTimeFormat(language, { timeZoneName: "long" })
  .formatToParts(new Date(iso)).find(({ type }) => type === "timeZoneName").value)
