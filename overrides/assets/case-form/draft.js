// What the reader has written: on the page, kept in this browser, and as POST /cases wants it.
import { browser } from "../shared/storage.js"

const place = "varde.case-draft"   // the same in every language
const longest = 30 * 864e5   // a month; older words about a customer's trouble should not lie around

/**
 * The kept draft, or an empty one: `{values, key, queued, at}`. `key` is the Idempotency-Key of a send whose answer
 * never came; `queued` says that the reader has pressed Send; `at` is milliseconds.
 */
export function load() {
  const draft = browser.get(place, { values: {}, at: 0 })
  return Date.now() - draft.at < longest ? draft : { values: {} }
}

export function save(draft) {
  draft.at = Date.now()
  browser.set(place, draft)
}

export function discard() {
  browser.remove(place)
  return { values: {} }
}

/** All values by name; a box that is not ticked is "". */
export const read = (form) => ({ staff_access: "", ...Object.fromEntries(new FormData(form)) })

/** Put kept values back. */
export function write(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements[name]
    if (control?.type === "checkbox") control.checked = value
    else if (control) control.value = value
  }
}

/** Names of the required fields on view that are empty. */
export const missing = (form) => new Set([...form.elements]
  .filter((control) => control.required && !control.closest("[hidden]") && !form.elements[control.name].value.trim())
  .map((control) => control.name))

/** The body of POST /cases. Links go as lines: the API finds what is meant in each, and names the line it cannot read. */
export const body = ({ links, phone, reply_email, staff_access, ...rest }) => ({
  ...rest,
  links: links.split("\n").filter((line) => line.trim()),
  staff_access: !!staff_access,
  phone: rest.channel === "callback" ? phone : undefined,
  reply_email: reply_email || undefined,
})
