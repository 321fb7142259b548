// Signing out deletes unsent drafts, so it asks first when there is one.
import { api } from "../fetching/api.js"
import { claimed } from "./claim.js"
import { met } from "../keeping/drafts.js"
import { h, plain } from "../drawing/h.js"
import { browser, tab } from "../keeping/storage.js"
import { words } from "../words/words.js"

const kinds = ["varde.case:", "varde.reply:", "varde.desk:"]

const namesOf = (area, owners) => kinds.flatMap((kind) => area.names(kind)).filter((name) => name.split(":").some((part) => owners.includes(part)))

/**
 * Sign out, unless something is unsent and the reader stays.
 *
 * @param {string} path `/session`, or `/sessions` for all browsers
 * @param {{id: string, email: string}} requester of GET /me
 * @returns {Promise<boolean>} whether they are signed out
 * @throws the errors of api(), except that the session has already ended
 */
export async function signOut(path, requester, signal) {
  const owners = [requester?.id, await claimed(plain(requester?.email))].filter(Boolean)
  const unsent = [browser, tab].some((area) => namesOf(area, owners).length)
  if (unsent && !await sure()) return false
  try {
    await api("DELETE", path, { signal })
  } catch (error) {
    if (error.code !== "sign_in_required") throw error
  }
  forget(owners)
  return true
}

/** Removes everything they wrote, asked or read from this browser and its other tabs. */
function forget(owners) {
  for (const area of [browser, tab]) for (const name of namesOf(area, owners)) area.remove(name)
  tab.remove("varde.help")
  met("")
  dispatchEvent(new Event("help-over"))
}

function sure() {
  const say = words.sign_in.unsent
  const choose = (value, text, more) => h("button", { value, class: "md-button", ...more }, text)
  const box = h("dialog", { class: "sure md-typeset", aria: { labelledby: "sure-title" } },
    h("form", { method: "dialog", class: "fields" }, h("h2", { id: "sure-title", class: "sure-title" }, say.title), h("p", null, say.text),
      h("p", { class: "buttons" }, choose("stay", say.stay, { autofocus: true }), choose("go", say.go))))
  document.body.append(box)
  return new Promise((done) => {
    box.addEventListener("close", () => {
      box.remove()
      done(box.returnValue === "go")
    })
    box.showModal()
  })
}
