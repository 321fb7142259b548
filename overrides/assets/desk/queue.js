import { announce } from "../shared/drawing/announce.js"
import { api } from "../shared/fetching/api.js"
import { drawn, entries, h } from "../shared/drawing/h.js"
import { explain } from "../shared/words/explain.js"
import { fill, language, plural, words } from "../shared/words/words.js"
import { button, refused } from "../shared/conversation/frame.js"
import { watch } from "../shared/conversation/talk.js"
import { filters, statuses } from "./filters.js"
import { Rows } from "./rows.js"

const say = words.desk
const pause = 30_000   // milliseconds between two reads of the queue

/**
 * Everybody's cases, the one that is due first on top.
 *
 * @element desk-queue
 * @attr status - waiting, mine or all
 * @attr language - a support language, or none for all
 */
export class DeskQueue extends HTMLElement {
  #leaving = null
  #pages = 1
  #more = button(say.more, () => this.#further(), { hidden: true })
  #nothing = h("p", { class: "notice", hidden: true })
  #count = h("p", { class: "queue-count" })
  #rows = new Rows((number) => this.#take(number))

  async connectedCallback() {
    this.#leaving = new AbortController()
    this.#nothing.textContent = say.empty[this.#status]
    this.append(filters(this.#status, this.#language), this.#count, this.#nothing, this.#rows.element, this.#more)
    try {
      await this.#look()
    } catch (error) {
      return refused(this, error)
    }
    if (this.hasAttribute("data-resumed")) this.querySelector("[aria-current]").focus()
    watch(() => this.#lookAgain(), pause, this.#leaving.signal)
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  get #status() {
    return statuses.includes(this.getAttribute("status")) ? this.getAttribute("status") : "waiting"
  }

  get #language() {
    return this.getAttribute("language") ?? ""
  }

  // Reads as many pages as are shown, so that the order is right all the way down.
  async #look() {
    const cases = new Map()   // a case that moved to a later page while we were reading arrives twice
    let next = null, all
    for (let page = 0; page < this.#pages && (page === 0 || next); page += 1) {
      const asked = new URLSearchParams({ status: this.#status, ...(this.#language && { language: this.#language }), ...(next && { cursor: next }) })
      const answer = await api("GET", `/desk/queue?${asked}`, { signal: this.#leaving.signal })
      for (const one of entries(answer.cases)) cases.set(one?.number, one)
      next = answer.next
      all ??= answer.count
    }
    this.#rows.show([...cases.values()])
    this.#more.hidden = !next
    this.#nothing.hidden = cases.size > 0
    this.#count.textContent = cases.size ? plural(next ? say.count_more : say.count, cases.size, { all: next && drawn(() => atLeast(all), all) }) : ""
  }

  async #lookAgain() {
    try {
      await this.#look()
    } catch (error) {
      if (error.code === "sign_in_required") refused(this, error)
      throw error
    }
    return pause
  }

  async #further() {
    const shown = this.#rows.length
    this.#pages += 1
    await this.#lookAgain().catch((error) => this.#tell(explain(error)))
    this.#rows.focus(shown)
  }

  // Two agents can take a case at the same time: the API lets one win, and the other sees who.
  async #take(number) {
    try {
      await api("POST", `/desk/cases/${encodeURIComponent(number)}/take`, { signal: this.#leaving.signal })
      location.assign(`?case=${encodeURIComponent(number)}`)
    } catch (error) {
      if (error.name === "AbortError" || error.code === "sign_in_required") return refused(this, error)
      if (error.code !== "conflict") return this.#tell(explain(error))
      this.#tell(fill(say.taken_already, { number, name: error.document?.taken_by ?? say.somebody }))
      await this.#lookAgain().catch(() => {})
    }
  }

  #tell(text) {
    this.querySelector(":scope > .trouble")?.remove()
    this.#count.before(h("p", { class: "notice trouble" }, text))
    announce(text)
  }
}

/** "342", or "500+" where counting stopped. */
const atLeast = ({ n, more }) => new Intl.NumberFormat(language).format(n) + (more ? "+" : "")
