import { api, newKey } from "../shared/fetching/api.js"
import { each, h, plain } from "../shared/drawing/h.js"
import { explain } from "../shared/words/explain.js"
import { fill, words } from "../shared/words/words.js"
import { button, refused } from "../shared/conversation/frame.js"
import { facts } from "../shared/conversation/facts.js"
import { channelName, languageName } from "../shared/conversation/names.js"
import { at } from "../shared/drawing/time.js"
import { outside, Talk } from "../shared/conversation/talk.js"
import { promise, status } from "./facts.js"
import { Foot } from "./foot.js"

const say = words.inbox

/**
 * One of the requester's cases: head, timeline, and the possible actions below it.
 *
 * @element inbox-case
 * @attr number - such as V-7F3K-9Q2M
 * @attr owner - the requester's id, whose drafts these are
 */
export class InboxCase extends HTMLElement {
  #leaving = null
  #path = ""
  #talk = null
  #foot = null
  #written = 0   // how many of our writes the API has answered
  #facts = h("dl", { class: "facts" })
  #star = button(say.favourite, () => this.#change(this.#star.ariaPressed === "true" ? "DELETE" : "PUT", "/favourite"), { class: "star" })

  async connectedCallback() {
    this.#leaving = new AbortController()
    const number = this.getAttribute("number")
    this.#path = `/cases/${encodeURIComponent(number)}`
    this.textContent = say.loading
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

  #ask(method, what = "", options) {
    return api(method, this.#path + what, { ...options, signal: this.#leaving.signal })
  }

  #open(one, first) {
    document.title = document.title.replace(/^.*?(?= - |$)/, () => plain(one.number))
    const title = h("h1", { tabindex: -1, lang: one.language }, h("bdi", null, plain(one.overview)))
    this.#foot = new Foot({
      one,
      owner: this.getAttribute("owner"),
      post: (text, key) => this.#reply(text, key),
      change: (what) => this.#change("POST", what),
    })
    this.#talk = new Talk({
      ask: (what) => this.#ask("GET", what),
      language: one.language,
      still: (add) => this.#foot.still(add),
      changed: () => this.#look(),
    })
    this.replaceChildren(wayBack(), h("div", { class: "case-head" }, title, this.#star), this.#facts, this.#talk.element, this.#foot.element)
    this.#show(one)
    this.#talk.begin(first, this.#leaving.signal)
    if (this.hasAttribute("data-resumed")) (this.#foot.written ? this.#foot : title).focus()
  }

  #show(one) {
    this.#star.ariaPressed = one.favourite
    const [promised, until] = promise(one)
    const { number, received, updated, reply_email: reply, phone, links, follows } = one
    this.#facts.replaceChildren(...facts([
      [say.number, () => h("span", { class: "number" }, number), number],
      [say.status_is, () => status(one), one.status],
      [promised, () => until],
      [say.channel, () => channelName(one.channel), one.channel],
      [say.language, () => languageName(one.language), one.language],
      [say.received, () => at(received), received],
      [say.updated, () => at(updated), updated],
      [say.reply_email, () => reply, reply],
      [say.phone, () => phone, phone],
      [say.links, () => each(links, (link) => h("div", null, outside(link)))],
      [say.staff_access, () => say.staff_access_is[one.staff_access]],
      [say.follows, () => follows && h("a", { class: "number", href: `?case=${follows}` }, follows), follows],
    ]).children)
    this.#foot.show(one)
  }

  /** Ignores reads that started before our last write. */
  async #look() {
    const before = this.#written
    // Not destructured in the declaration: the minifier would evaluate that one first (scripts/workshop/site/outputs/slim.py).
    const answer = await this.#ask("GET")
    if (before === this.#written) this.#show(answer.case)
  }

  async #reply(text, key) {
    try {
      const { event, case: one } = await this.#ask("POST", "/messages", { body: { text }, key })
      this.#written++
      this.#talk.add([event])
      this.#show(one)
    } catch (error) {
      if (error.code === "conflict") await this.#talk.look()   // show what changed and let the reader decide
      throw error
    }
  }

  async #change(method, what) {
    try {
      const { case: one } = await this.#ask(method, what, { key: newKey() })
      this.#written++
      this.#show(one)
      if (method === "POST") await this.#talk.look()
    } catch (error) {
      if (error.code === "sign_in_required") return refused(this, error)
      if (error.name === "AbortError") return
      this.#foot.tell(explain(error))
      if (error.code === "conflict") await this.#talk.look()
    }
  }

  #missing(number) {
    this.replaceChildren(wayBack(), h("h1", null, say.missing.title), h("p", null, fill(say.missing.text, { number })))
  }
}

const wayBack = () => h("p", { class: "way-back" }, h("a", { href: "?filter=all" }, say.all_cases))
