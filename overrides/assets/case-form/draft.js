// What the reader has written: on the page, kept in this browser, and as POST /cases wants it.
import { Drafts } from "../shared/keeping/drafts.js"

/**
 * A draft is `{values, key, queued, along}`: `key` is the Idempotency-Key of a send whose answer never came; `queued` says
 * that its owner has pressed Send; `along` is what is sent along of the help.
 */
export const drafts = new Drafts("varde.case", { values: {} })

/**
 * Of this person, "" for nobody yet; null when nothing is kept. What was nobody's in this tab, or of who claimed to be them
 * (drafts.js), becomes theirs, to be sent by them.
 */
export function load(owner, claim) {
  if (!owner) return drafts.ofTab
  const nobodys = drafts.ofTab
  if (nobodys && written(nobodys)) drafts.take(owner, { ...nobodys, queued: false })
  drafts.dropFromTab()
  const before = claim && drafts.of(claim)   // written in a tab that was closed between the code and the proof
  if (before) {
    drafts.drop(claim)
    if (!drafts.has(owner)) drafts.keep(owner, { ...before, queued: false })
  }
  return drafts.of(owner)
}

/** Keep what is written. Of a known person what is only chosen is not, or signing out would ask about it. */
export function save(owner, draft, claim) {
  if (!owner) {
    drafts.keepInTab(draft)
    if (claim && written(draft)) drafts.keep(claim, draft)
  }
  else if (written(draft)) drafts.keep(owner, draft)
  else drafts.drop(owner)
}

export function discard(owner, claim) {
  if (claim) drafts.drop(claim)
  if (owner) drafts.drop(owner)
  else drafts.dropFromTab()
}

/** Whether something of theirs is kept for this tab. Signing out, here or in another tab, takes it away. */
export const keeps = (owner) => drafts.has(owner)

export const written = ({ values }) => ["overview", "description", "links", "phone"].some((name) => values[name])

/** All values by name; a box that is not ticked is "". */
export const read = (form) => ({ staff_access: "", ...Object.fromEntries(new FormData(form)) })

/** Put kept values back. */
export function write(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements[name]
    if (typeof value !== "string") continue   // of an older release
    if (control?.type === "checkbox") control.checked = value
    else if (control) control.value = value
  }
}
