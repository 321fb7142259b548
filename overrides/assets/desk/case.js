import { announce } from "../shared/drawing/announce.js"
import { api, newKey } from "../shared/fetching/api.js"
import { entries, h, plain } from "../shared/drawing/h.js"
import { explain } from "../shared/words/explain.js"
import { fill, words } from "../shared/words/words.js"
import { refused } from "../shared/conversation/frame.js"
import { Talk } from "../shared/conversation/talk.js"
import { Facts } from "./facts.js"
import { Writing } from "./writing.js"

const say = words.desk

/**
 * One case at the desk: who asks, the conversation, and the three actions: reply, note, close.
 *
 * @element desk-case
 * @attr number - such as V-7F3K-9Q2M
 * @attr agent - the id of the agent, whose drafts these are
 */
export class DeskCase extends HTMLElement {
  #leaving = null
  #number = ""
  #talk = null
  #facts = null
  #writing = null
  #calling = null   // resolves to what records calls, once a case is answered by one
  #written = 0   // how many of our writes the API has answered

  async connectedCallback() {
    this.#leaving = new AbortController()
    this.#number = encodeURIComponent(this.getAttribute("number"))
    this.textContent = say.loading
    try {
      const [{ case: one }, first] = await Promise.all([this.#ask("GET"), this.#ask("GET", "/events")])
      this.#open(one, first)
    } catch (error) {
      if (error.code === "not_found") this.#missing()
      else refused(this, error)
    }
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  #ask(method, what = "", options = {}, room = "/cases/") {
    return api(method, room + this.#number + what, { ...options, signal: this.#leaving.signal })
  }

  #open(one, first) {
    // The agent's own case: colleagues' notes on it are hidden from them.
    if (one.own && !one.requester) return location.replace(new URL(`../inbox/?case=${encodeURIComponent(one.number)}`, location))
    document.title = document.title.replace(/^.*?(?= - |$)/, () => plain(one.number))
    const title = h("h1", { tabindex: -1, lang: one.language }, h("bdi", null, plain(one.overview)))
    this.#facts = new Facts(() => this.#take())
    this.#writing = new Writing({
      to: plain(one.requester?.name),
      drafts: `varde.desk:${this.getAttribute("agent")}:${plain(one.number)}`,
      reply: (text, key, anyway) => this.#write("/cases/", "/messages", { text, seen: this.#talk.seen, anyway }, key),
      note: (text, key) => this.#write("/desk/cases/", "/notes", { text }, key),
      close: (anyway) => this.#change("/close", { seen: this.#talk.seen, anyway }),
      reopen: () => this.#change("/reopen"),
      entries: (events) => h("ol", { class: "timeline news" }, entries(events).map((event) => this.#talk.entry(event))),
    })
    this.#talk = new Talk({
      ask: (what) => this.#ask("GET", what),
      language: one.language,
      still: (add) => this.#writing.still(add),
      changed: () => this.#look(),
    })
    this.replaceChildren(wayBack(), title, h("div", { class: "desk-case" }, this.#facts.element,
      h("div", { class: "desk-talk" }, this.#talk.element, this.#writing.element)))
    this.#show(one)
    this.#talk.begin(first, this.#leaving.signal)
    if (this.hasAttribute("data-resumed")) (this.#writing.written ? this.#writing : title).focus()
  }

  #show(one) {
    this.#facts.show(one)
    this.#writing.show(one)
    if (one.by_call || this.#calling) this.#call(one).catch(() => {})   // without a connection the rest of the page still works
  }

  async #call(one) {
    this.#calling ??= import("./calling.js").then(({ Calling }) => Calling.make((outcome, callAt, key) =>
      this.#write("/desk/cases/", "/attempts", { outcome, call_at: callAt, seen: this.#talk.seen }, key)))
    const calling = await this.#calling
    if (!calling.element.isConnected) this.#writing.element.before(calling.element)
    calling.show(one)
  }

  /** Ignores reads that started before our last write. */
  async #look() {
    const before = this.#written
    // Not destructured in the declaration: the minifier would evaluate that one first (scripts/workshop/site/outputs/slim.py).
    const answer = await this.#ask("GET")
    if (before === this.#written) this.#show(answer.case)
  }

  async #write(room, what, body, key) {
    try {
      const { event, case: one } = await this.#ask("POST", what, { body, key }, room)
      this.#written++
      this.#talk.add([event])
      this.#show(one)
      if (body.anyway) await this.#talk.look()   // the timeline shows this, so the notice beside the field can go
    } catch (error) {
      if (error.code === "conflict" || what === "/attempts") await this.#talk.look()   // show what changed and let the agent decide
      throw error
    }
  }

  // Two agents can take a case at the same time: the API lets one win, and the other sees who.
  async #take() {
    if (!await this.#change("/take", undefined, "/desk/cases/")) return
    this.#writing.focus()
    announce(say.taken)
  }

  async #change(what, body, room) {
    try {
      const answer = await this.#ask("POST", what, { body, key: newKey() }, room)
      this.#written++
      this.#show(answer.case)
      await this.#talk.look()
      return true
    } catch (error) {
      if (error.code === "sign_in_required") return refused(this, error)
      if (error.name === "AbortError") return
      if (error.code === "changed") return this.#writing.changed(error.document.events)
      const { taken_by: name } = error.document ?? {}
      this.#writing.tell(name ? fill(say.taken_already, { number: this.getAttribute("number"), name }) : explain(error))
      if (error.code === "conflict") await this.#talk.look()
    }
  }

  #missing() {
    const number = this.getAttribute("number")
    this.replaceChildren(wayBack(), h("h1", null, words.inbox.missing.title), h("p", null, fill(say.missing, { number })))
  }
}

const wayBack = () => h("p", { class: "way-back" }, h("a", { href: "?status=waiting" }, say.to_queue))
