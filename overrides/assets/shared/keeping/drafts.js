// Who is signed in, and their unsent drafts. A draft belongs to its tab until they sign in, then to them: two tabs have
// two drafts, and a draft of a closed tab waits for its owner, in any tab to which they return (decision 0040).
import { newKey, speakFor } from "../fetching/api.js"
import { browser, tab } from "./storage.js"

// The opaque id of the last GET /me. A page's requests are for that person, or refused.
const who = "varde.person"

/** The id of the last known person, "" for nobody. */
export const person = () => browser.get(who, "")

/** Records that GET /me answered `id`, or that nobody is signed in. */
export function met(id) {
  const now = typeof id === "string" ? id : ""
  speakFor(now)
  const help = tab.get("varde.help", { asked: [] })
  if (now && help.asked.length && !help.person) tab.set("varde.help", { ...help, person: now })   // belonged to nobody until then
  const before = person()
  if (now === before) return
  if (now) browser.set(who, now)
  else browser.remove(who)
  if (before) dispatchEvent(new Event("help-over"))   // the dialog can show what the previous person asked
}

/** Calls `listener` when somebody signs in or out in another tab. */
export const elsewhere = (listener, signal) => addEventListener("storage", ({ key }) => key === who && listener(), { signal })

const longest = 30 * 864e5   // a month; older texts about somebody's problem should not stay
let begun, own = ""          // the id of this tab
let others = new Set()       // ids of other tabs that are open

/** Finds out which tab this is, and which others are open: drafts of an open tab stay with it. */
export async function ready() {
  await (begun ??= begin())
  try {
    const { held } = await navigator.locks.query()
    others = new Set(held.map(({ name }) => name.replace(/^varde-tab:/, "")).filter((id) => id !== own))
  } catch { /* the browser does not say: then a draft can be in two tabs, and is still sent only once */ }
}

async function begin() {
  // Releases before 2026-12-01 stored no owner, so their drafts are shown to nobody.
  for (const name of [...browser.names("varde-inbox:"), "varde.case-draft"]) browser.remove(name)
  for (const name of tab.names("varde-desk:")) tab.remove(name)
  own = tab.get("varde.tab", "") || newKey()
  // A duplicated tab starts with the other tab's name. A page that is being left releases its name in a moment.
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

  // A draft without an owner is in this tab only.
  #where(owner) {
    return owner ? [browser, `${this.place}:${owner}:${own}`] : [tab, this.place]
  }

  #read(area, name) {
    const draft = area.get(name, this.fresh)
    if (draft.at && Date.now() - draft.at < longest) return draft
    area.remove(name)
    return null
  }

  /** The draft of this tab, or the newest of a closed tab; null when there is none. "" asks for the draft without an owner. */
  of(owner) {
    const [area, mine] = this.#where(owner)
    const here = this.#read(area, mine)
    if (here || !owner) return here
    const left = browser.names(`${this.place}:${owner}:`).filter((name) => !others.has(name.split(":").at(-1)))
    const all = left.map((name) => [name, this.#read(browser, name)]).filter(([, draft]) => draft)
    const [found] = all.sort(([, one], [, other]) => other.at - one.at)
    if (!found) return null
    browser.remove(found[0])
    browser.set(mine, found[1])
    return found[1]
  }

  has(owner) {
    const [area, name] = this.#where(owner)
    return area.names(name).length > 0
  }

  keep(owner, draft) {
    const [area, name] = this.#where(owner)
    area.set(name, { ...draft, at: Date.now() })
  }

  drop(owner) {
    const [area, name] = this.#where(owner)
    area.remove(name)
  }

  /** Gives them the draft without an owner. Their other draft in this tab waits until that one is sent. */
  take(owner, draft) {
    const before = this.#read(...this.#where(owner))
    if (before) browser.set(`${this.place}:${owner}:${newKey()}`, before)
    this.keep(owner, draft)
  }
}
