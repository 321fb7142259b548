// What the reader asked and read in the help dialog. It lives in this tab only, and goes along with a case if they wish.
import { browser, tab } from "./storage.js"

const place = "varde.help"
const most = { asked: 20, read: 50 }

/**
 * @typedef {object} HelpState
 * @property {boolean} [open] whether the dialog stands open, and goes on doing so on the next page
 * @property {boolean} [small] whether it is folded to a strip at the foot of the screen
 * @property {string} view ask, answer, related or contact
 * @property {string[]} trail the views behind it, for the way back
 * @property {string} question
 * @property {string} [language] the tag of the language it was asked in
 * @property {object} [hit] the section that is shown as the answer: {url, title, section}
 * @property {object[]|null} [hits] what else was found; null when nobody has searched yet
 * @property {string} [person] whose it is, when somebody has signed in
 * @property {string[]} asked oldest first
 * @property {{path: string, section: string|null, commit: string|null}[]} read oldest first
 */

/** @returns {HelpState} */
export function load() {
  const fresh = () => ({ view: "ask", trail: [], question: "", asked: [], read: [] })
  const state = tab.get(place, fresh())
  // Nobody's until somebody signs in, then theirs: another person sees nothing of it (decision 0040).
  if (state.person && state.person !== person()) return fresh()
  // What an older release kept, or something else, must not stop the dialog.
  const texts = (list) => list.filter((one) => typeof one === "string")
  Object.assign(state, { trail: texts(state.trail), asked: texts(state.asked), read: state.read.filter((one) => typeof one?.path === "string") })
  if (state.hit && !found(state.hit)) state.hit = null
  state.hits = Array.isArray(state.hits) ? state.hits.filter(found) : null
  return state
}

const found = (hit) => typeof hit?.url === "string"

export const save = (state) => tab.set(place, { ...state, person: state.person || person() })

const person = () => browser.get("varde.person", "")   // drafts.js, which the dialog does not need whole

/** Add to `asked` or `read`, each only once, the newest last and not more than a case takes. */
export function remember(state, what, one) {
  const key = JSON.stringify
  const same = what === "read" ? ({ path, section }) => key([path, section]) : key
  state[what] = [...state[what].filter((other) => same(other) !== same(one)), one].slice(-most[what])
}
