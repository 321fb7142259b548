import { announce } from "../shared/announce.js"
import { api, newKey } from "../shared/api.js"
import { explain } from "../shared/fields.js"
import { h } from "../shared/h.js"
import { fill, words } from "../shared/words.js"
import { refused } from "./conversation/page.js"
import { Timeline } from "./conversation/timeline.js"
import { watch } from "./conversation/watch.js"
import { Facts } from "./facts.js"
import { Writing } from "./writing.js"

const say = words.desk

/**
 * One case at the desk: who asks, what was said, and the three things to do: reply, note, close.
 *
 * @element desk-case
 * @attr number - such as V-7F3K-9Q2M
 * @attr agent - the address of the agent, whose drafts these are
 * @attr name - the agent's name
 */
export class DeskCase extends HTMLElement {
  hasOwnTitle = true
  #leaving = null
  #path = ""
  #after = ""
  #timeline = null
  #title = null
  #facts = null
  #writing = null

  async connectedCallback() {
    this.#leaving = new AbortController()
    const number = this.getAttribute("number")
    this.#path = encodeURIComponent(number)
    this.append(h("p", null, say.loading))
    try {
      const [{ case: one }, first] = await Promise.all([this.#ask("GET"), this.#ask("GET", "/events")])
      this.#open(one, first)
    } catch (error) {
      if (error.code === "not_found") this.#missing(number)
      else refused(this, error)
    }
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  #ask(method, what = "", options = {}) {
    return api(method, `/cases/${this.#path}${what}`, { ...options, signal: this.#leaving.signal })
  }

  #open(one, first) {
    document.title = document.title.replace(/^.*?(?= - |$)/, one.number)
    this.#timeline = new Timeline({ say: words.inbox, mine: "agent", language: one.language })
    this.#title = h("h1", { tabindex: -1, lang: one.language }, h("bdi", null, one.overview))
    this.#facts = new Facts(() => this.#take())
    this.#writing = new Writing({
      one,
      to: one.requester.name,
      drafts: `varde-desk:${this.getAttribute("agent")}:${one.number}`,
      reply: (text, key) => this.#write(`/cases/${this.#path}/messages`, text, key),
      note: (text, key) => this.#write(`/desk/cases/${this.#path}/notes`, text, key),
      close: () => this.#change("/close"),
      reopen: () => this.#change("/reopen"),
    })
    this.replaceChildren(
      h("p", { class: "way-back" }, h("a", { href: "?status=waiting" }, say.to_queue)), this.#title,
      h("div", { class: "desk-case" }, this.#facts.element,
        h("div", { class: "desk-talk" }, this.#timeline.element, this.#writing.element)))
    this.#timeline.add(first.events)
    this.#after = first.next ?? first.events.at(-1)?.id ?? ""
    this.#show(one)
    if (this.hasAttribute("data-resumed")) this.#title.focus()
    watch(() => this.#newer(), first.poll_after_ms, this.#leaving.signal)
  }

  #show(one) {
    this.#facts.show(one, this.getAttribute("name"))
    this.#writing.show(one)
  }

  async #newer() {
    try {
      const answer = await this.#ask("GET", `/events?after=${encodeURIComponent(this.#after)}`)
      this.#after = answer.next ?? answer.events.at(-1)?.id ?? this.#after
      const fresh = this.#writing.still(() => this.#timeline.add(answer.events))
      if (fresh.length) this.#show((await this.#ask("GET")).case)
      const message = fresh.findLast(({ author }) => author.name !== this.getAttribute("name"))
      if (message?.text) announce(fill(words.inbox.new_message, { name: this.#timeline.author(message) }))
      return answer.poll_after_ms
    } catch (error) {
      if (error.code === "sign_in_required") refused(this, error)
      throw error
    }
  }

  async #write(path, text, key) {
    try {
      const { event, case: one } = await api("POST", path, { body: { text }, key, signal: this.#leaving.signal })
      this.#timeline.add([event])
      this.#show(one)
    } catch (error) {
      if (error.code === "conflict") await this.#newer().catch(() => {})
      throw error
    }
  }

  async #take() {
    try {
      const { case: one } = await api("POST", `/desk/cases/${this.#path}/take`, { signal: this.#leaving.signal })
      this.#show(one)
      this.#writing.focus()
      announce(say.taken)
    } catch (error) {
      if (error.code === "sign_in_required" || error.name === "AbortError") return refused(this, error)
      this.#writing.tell(error.code === "conflict"
        ? fill(say.taken_already, { number: this.getAttribute("number"), name: error.document.taken_by ?? say.somebody })
        : explain(error))
      await this.#newer().catch(() => {})
    }
  }

  async #change(what) {
    try {
      this.#show((await this.#ask("POST", what, { key: newKey() })).case)
      this.#newer().catch(() => {})   // the timeline catches up
      return true
    } catch (error) {
      if (error.code === "sign_in_required" || error.name === "AbortError") refused(this, error)
      else this.#writing.tell(explain(error))
      return false
    }
  }

  #missing(number) {
    this.replaceChildren(h("h1", { tabindex: -1 }, words.inbox.missing.title), h("p", null, fill(say.missing, { number })),
      h("p", null, h("a", { class: "md-button", href: "?status=waiting" }, say.to_queue)))
  }
}
