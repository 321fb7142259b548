// What the reader asked and read in the help dialog. It exists in this tab only, and is sent with a case if they wish.
import { browser, tab } from "./storage.js"

const place = "varde.help"
const most = { asked: 20, read: 50 }

/**
 * @typedef {object} HelpState
 * @property {boolean} [open] whether the dialog is open, and stays open on the next page
 * @property {boolean} [small] whether it is folded to a strip at the foot of the screen
 * @property {string} view ask, answer, related or contact
 * @property {string[]} trail the previous views, for Back
 * @property {string} question
 * @property {string} [language] the tag of the language it was asked in
 * @property {object} [hit] the section shown as the answer: {url, title, section}
 * @property {object[]|null} [hits] the other results; null before the first search
 * @property {string} [person] the owner, once somebody has signed in
 * @property {string[]} asked oldest first
 * @property {{path: string, section: string|null, commit: string|null}[]} read oldest first
 */

/** @returns {HelpState} */
export function load() {
  const fresh = () => ({ view: "ask", trail: [], question: "", asked: [], read: [] })
  const state = tab.get(place, fresh())
  // Without an owner until somebody signs in, then theirs: nobody else sees it (decision 0040).
  if (state.person && state.person !== person()) return fresh()
  // Data of an older release, or of another program, must not break the dialog.
  const texts = (list) => list.filter((one) => typeof one === "string")
  Object.assign(state, { trail: texts(state.trail), asked: texts(state.asked), read: state.read.filter((one) => typeof one?.path === "string") })
  if (state.hit && !found(state.hit)) state.hit = null
  state.hits = Array.isArray(state.hits) ? state.hits.filter(found) : null
  return state
}

const found = (hit) => typeof hit?.url === "string"

export const save = (state) => tab.set(place, { ...state, person: state.person || person() })

const person = () => browser.get("varde.person", "")   // of drafts.js; the dialog does not need the rest of that module

/** Adds to `asked` or `read`: each entry once, the newest last, and no more than a case takes. */
export function remember(state, what, one) {
  const key = JSON.stringify
  const same = what === "read" ? ({ path, section }) => key([path, section]) : key
  state[what] = [...state[what].filter((other) => same(other) !== same(one)), one].slice(-most[what])
}
