// What has happened in a case, oldest first: who, when, what; and new events while the page is visible.
import { announce } from "../drawing/announce.js"
import { drawn, entries, h, plain } from "../drawing/h.js"
import { fill, named, words } from "../words/words.js"
import { at } from "../drawing/time.js"
import { refused } from "./frame.js"

const say = words.inbox

export class Talk {
  element = h("ol", { class: "timeline", aria: { label: say.timeline } })
  #after = ""
  #history = true   // events from before we looked are not news
  #seen = new Set()
  #with

  /**
   * @param {object} way
   * @param {(what: string) => Promise<object>} way.ask GET below the case's address
   * @param {string} way.language of the texts
   * @param {(add: () => object[]) => object[]} way.still runs what makes the page longer
   * @param {() => Promise<void>} way.changed there is news
   */
  constructor(way) {
    this.#with = way
  }

  /** Shows the timeline page by page, then polls for more until `signal` aborts. */
  begin(first, signal) {
    this.#take(first)
    this.#history = first.more
    watch(() => this.look(), first.more ? 0 : first.poll_after_ms, signal)
  }

  /** Shows the events that are not shown yet, and returns them. */
  add(events) {
    const fresh = entries(events).filter((event) => !this.#seen.has(event?.id))
    for (const event of fresh) {
      const id = event?.id
      this.#seen.add(id)
      const entry = this.entry(event)
      entry.dataset.id = id
      // Our own message shows at once, so an older message can arrive after it.
      const before = [...this.element.children].findLast((shown) => shown.dataset.id < id)
      before ? before.after(entry) : this.element.prepend(entry)
    }
    return fresh
  }

  /** Shows and announces what others wrote since; focus stays. Returns the milliseconds until the next poll. */
  async look() {
    try {
      const fresh = []
      let page, from
      do {
        from = this.#after
        page = await this.#with.ask(`/events${from && `?after=${from}`}`)
        fresh.push(...this.#with.still(() => this.#take(page)))
      } while (page.more && this.#after !== from)   // a page without a next one is the last
      const old = this.#history
      this.#history = false
      if (old) return page.poll_after_ms
      if (fresh.length) await this.#with.changed()
      const news = fresh.findLast((event) => event?.text && event.author && !event.author.me)
      if (news) announce(fill(say.new_message, news.author))
      return page.poll_after_ms
    } catch (error) {
      if (error.code === "sign_in_required") refused(this.element, error)
      throw error
    }
  }

  /** The last shown event: how far the reader has seen. */
  get seen() { return this.#after }

  /** An event as an item of a list. */
  entry(event) {
    return drawn(() => (event.kind === "status" ? this.#happening(event) : "text" in event ? this.#message(event) : other(event)), event?.text || event,
      (text) => h("li", { class: "entry" }, h("div", { class: "entry-text", dir: "auto" }, text)))
  }

  #take({ events, next }) {
    this.#after = next ?? this.#after
    return this.add(events)
  }

  #message({ kind, author, text, ...event }) {
    const note = kind === "note"
    const { me } = author
    const role = note || !me ? named(say.roles, note ? kind : author.role) : null
    return h("li", { class: `entry is-${note ? kind : author.role}` },
      h("div", { class: "entry-head" },
        h("b", null, h("bdi", null, me ? say.you : plain(author.name))), role && h("span", null, role), at(event.at)),
      h("div", { class: "entry-text", dir: "auto", lang: note ? null : this.#with.language }, withLinks(plain(text))))
  }

  #happening({ status, author, ...event }) {
    const said = author.me ? say.happened_you : say.happened
    return h("li", { class: "entry is-status" }, fill(named(said, status), author), " · ", at(event.at))
  }
}

// Calls, and what nobody wrote. Few cases have them, so their words load on demand.
function other(event) {
  const entry = h("li", { class: "entry is-status" }, at(event.at))
  import("../calling/attempt.js").then(({ show }) => show(entry, event)).catch(() => {})
  return entry
}

// No invisible direction marks inside an address: they make it look like another one.
const address = /https?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi

// The text split into strings and links. A bracket or full stop at the end belongs to the sentence.
function withLinks(text) {
  const parts = []
  let done = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const url = found.replace(found.includes("(") ? /[.,;:!?]+$/ : /[.,;:!?)\]}»”’]+$/, "")
    parts.push(text.slice(done, index), outside(url))
    done = index + url.length
  }
  return [...parts, text.slice(done)]
}

/** A link to an address that somebody else chose; plain text unless it is an ordinary web address without an @ before its host. */
export function outside(url) {
  if (typeof url !== "string") return plain(url)
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : {}
  return /^https?:$/.test(protocol) && !username && !password
    ? h("a", { href: url, rel: "noopener noreferrer nofollow" }, url) : url
}

// Between a second and ten minutes, whatever the API answered; a wait of 0 would poll without pause.
const bounded = (wait) => Math.min(Math.max(Number(wait) || 30_000, 1000), 600_000)

/** Calls `ask` after `wait` ms, then after as many as it returns. A hidden tab does not ask; an error doubles the wait. */
export function watch(ask, wait, signal) {
  let timer, asking
  async function again() {
    clearTimeout(timer)
    if (asking) return
    asking = true
    wait = bounded(await ask().catch(() => Math.min(wait * 2, 120_000)))
    asking = false
    later()
  }
  const later = () => {
    if (!signal.aborted && !document.hidden) timer = setTimeout(again, wait)
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : again()), { signal })
  signal.addEventListener("abort", () => clearTimeout(timer))
  later()
}
