// Who is signed in, and what they have written and not sent. It belongs to its tab until they sign in, then to them: two tabs have two drafts,
// and what a tab leaves behind when it is closed waits for its owner, in whatever tab they come back (decision 0040).
import { newKey, speakFor } from "../fetching/api.js"
import { browser, tab } from "./storage.js"

// As far as pages have heard: the opaque id of GET /me. What a page asks of the API is asked for that person, or refused.
const who = "varde.person"

/** The id of who was met last, "" for nobody. */
export const person = () => browser.get(who, "")

/** GET /me has answered `id`, or that nobody is signed in. */
export function met(id) {
  const now = typeof id === "string" ? id : ""
  speakFor(now)
  const help = tab.get("varde.help", { asked: [] })
  if (now && help.asked.length && !help.person) tab.set("varde.help", { ...help, person: now })   // nobody's until then
  const before = person()
  if (now === before) return
  if (now) browser.set(who, now)
  else browser.remove(who)
  if (before) dispatchEvent(new Event("help-over"))   // the dialog may show what the one before asked
}

/** Call `listener` when somebody signs in or out in another tab. */
export const elsewhere = (listener, signal) => addEventListener("storage", ({ key }) => key === who && listener(), { signal })

const longest = 30 * 864e5   // a month; older words about somebody's trouble should not lie around
let begun, own = ""          // the id of this tab
let others = new Set()       // ids of other tabs that are open

/** Find out which tab this is, and which others are open. Nothing of a tab that is open is taken from it. */
export async function ready() {
  await (begun ??= begin())
  try {
    const { held } = await navigator.locks.query()
    others = new Set(held.map(({ name }) => name.replace(/^varde-tab:/, "")).filter((id) => id !== own))
  } catch { /* a browser that does not say: then what another tab holds may come here, too, and is sent once all the same */ }
}

async function begin() {
  // What releases before 2026-12-01 kept belongs to nobody one could name: it is shown to nobody.
  for (const name of [...browser.names("varde-inbox:"), "varde.case-draft"]) browser.remove(name)
  for (const name of tab.names("varde-desk:")) tab.remove(name)
  own = tab.get("varde.tab", "") || newKey()
  // A tab that was duplicated begins with the name of the other one. A page that is just being left lets go in a moment.
  if (!await hold()) {
    own = newKey()
    hold()
  }
  tab.set("varde.tab", own)
  addEventListener("pageshow", ({ persisted }) => persisted && hold())
}

const hold = () => new Promise((done) => {
  const whileOpen = () => new Promise((leave) => {
    done(true)
    addEventListener("pagehide", leave, { once: true })
  })
  try {
    navigator.locks.request(`varde-tab:${own}`, { signal: AbortSignal.timeout(500) }, whileOpen)
      .catch(({ name }) => done(!/Timeout|Abort/.test(name)))
  } catch {
    done(true)   // plain http
  }
})

/** Drafts of one kind, such as `varde.reply:V-7F3K-9Q2M`; `fresh` is how an empty one looks. */
export class Drafts {
  constructor(place, fresh) {
    Object.assign(this, { place, fresh: { ...fresh, at: 0 } })
  }

  #name(owner) {
    return `${this.place}:${owner}:${own}`
  }

  #read(area, name) {
    const draft = area.get(name, this.fresh)
    if (draft.at && Date.now() - draft.at < longest) return draft
    area.remove(name)
    return null
  }

  /** Of this tab, or the newest that a closed tab left; null when there is none. */
  of(owner) {
    const mine = this.#name(owner)
    const here = this.#read(browser, mine)
    if (here) return here
    const left = browser.names(`${this.place}:${owner}:`).filter((name) => !others.has(name.split(":").at(-1)))
    const all = left.map((name) => [name, this.#read(browser, name)]).filter(([, draft]) => draft)
    const [found] = all.sort(([, one], [, other]) => other.at - one.at)
    if (!found) return null
    browser.remove(found[0])
    browser.set(mine, found[1])
    return found[1]
  }

  has(owner) {
    return browser.names(this.#name(owner)).length > 0
  }

  keep(owner, draft) {
    browser.set(this.#name(owner), { ...draft, at: Date.now() })
  }

  drop(owner) {
    browser.remove(this.#name(owner))
  }

  /** Of nobody yet: in this tab only. */
  get ofTab() {
    return this.#read(tab, this.place)
  }

  keepInTab(draft) {
    tab.set(this.place, { ...draft, at: Date.now() })
  }

  dropFromTab() {
    tab.remove(this.place)
  }

  /** What was nobody's is theirs now. What else they have in this tab waits until that is sent. */
  take(owner, draft) {
    const before = this.#read(browser, this.#name(owner))
    if (before) browser.set(`${this.place}:${owner}:${newKey()}`, before)
    this.keep(owner, draft)
  }
}
