import { announce } from "../shared/announce.js"
import { api, newKey } from "../shared/api.js"
import { explain } from "../shared/fields.js"
import { h } from "../shared/h.js"
import { fill, words } from "../shared/words.js"
import { caseHead } from "./case-head.js"
import { Draft } from "./conversation/draft.js"
import { refused } from "./conversation/page.js"
import { Timeline } from "./conversation/timeline.js"
import { watch } from "./conversation/watch.js"
import { Foot } from "./foot.js"

const say = words.inbox

/**
 * A case of the requester: head, timeline, and at its foot what can be done.
 *
 * @element inbox-case
 * @attr number - such as V-7F3K-9Q2M
 */
export class InboxCase extends HTMLElement {
  hasOwnTitle = true
  #leaving = null
  #path = ""
  #after = ""
  #timeline = null
  #head = null
  #foot = null

  async connectedCallback() {
    this.#leaving = new AbortController()
    const number = this.getAttribute("number")
    this.#path = `/cases/${encodeURIComponent(number)}`
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
    return api(method, this.#path + what, { ...options, signal: this.#leaving.signal })
  }

  #open(one, first) {
    document.title = document.title.replace(/^.*?(?= - |$)/, one.number)
    this.#timeline = new Timeline({ say, mine: "requester", language: one.language })
    this.#head = caseHead(one, (on) => this.#change(on ? "PUT" : "DELETE", "/favourite"))
    this.#foot = new Foot({
      draft: new Draft(localStorage, `varde-inbox:${one.number}`),
      post: (text, key) => this.#reply(text, key),
      close: () => this.#change("POST", "/close"),
      reopen: () => this.#change("POST", "/reopen"),
    })
    this.replaceChildren(this.#head.element, this.#timeline.element, this.#foot.element)
    this.#timeline.add(first.events)
    this.#after = first.next ?? first.events.at(-1)?.id ?? ""
    this.#show(one)
    if (this.hasAttribute("data-resumed")) this.#foot.written ? this.#foot.focus() : this.#head.focus()
    watch(() => this.#newer(), first.poll_after_ms, this.#leaving.signal)
  }

  #show(one) {
    this.#head.show(one)
    this.#foot.show(one)
  }

  // What others wrote since; said once, and focus stays where it is.
  async #newer() {
    try {
      const answer = await this.#ask("GET", `/events?after=${encodeURIComponent(this.#after)}`)
      this.#after = answer.next ?? answer.events.at(-1)?.id ?? this.#after
      const fresh = this.#foot.still(() => this.#timeline.add(answer.events))
      if (fresh.length) this.#show((await this.#ask("GET")).case)
      const message = fresh.findLast(({ kind, author }) => kind === "message" && author.role !== "requester")
      if (message) announce(fill(say.new_message, { name: this.#timeline.author(message) }))
      return answer.poll_after_ms
    } catch (error) {
      if (["sign_in_required", "not_found"].includes(error.code)) refused(this, error)
      throw error
    }
  }

  async #reply(text, key) {
    try {
      const { event, case: one } = await this.#ask("POST", "/messages", { body: { text }, key })
      this.#timeline.add([event])
      this.#show(one)
    } catch (error) {
      if (error.code === "conflict") await this.#newer()   // show what changed, so that the reader can decide
      throw error
    }
  }

  // A small change with one answer: the case as it is now. True when it was made.
  async #change(method, what) {
    try {
      const { case: one } = await this.#ask(method, what, method === "POST" ? { key: newKey() } : {})
      this.#show(one)
      if (method === "POST") this.#newer().catch(() => {})   // the timeline catches up
      return true
    } catch (error) {
      if (error.code === "sign_in_required" || error.name === "AbortError") refused(this, error)
      else this.#foot.tell(explain(error))
      if (error.code === "conflict") await this.#newer()
      return false
    }
  }

  #missing(number) {
    this.replaceChildren(
      h("h1", { tabindex: -1 }, say.missing.title),
      h("p", null, fill(say.missing.text, { number })),
      h("p", null, h("a", { class: "md-button", href: "?filter=all" }, say.all_cases)))
  }
}
