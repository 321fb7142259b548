import { announce } from "../shared/drawing/announce.js"
import { api } from "../shared/fetching/api.js"
import { each, h, plain } from "../shared/drawing/h.js"
import { plural, words } from "../shared/words/words.js"
import { button, refused } from "../shared/conversation/frame.js"
import { at } from "../shared/drawing/time.js"
import { promise, status } from "./facts.js"

const say = words.inbox
const filters = ["all", "open", "closed", "favourites"]

/**
 * The requester's cases, newest first, 20 at a time.
 *
 * @element inbox-list
 * @attr filter - all, open, closed or favourites
 */
export class InboxList extends HTMLElement {
  #leaving = null
  #next = ""
  #rows = h("ol", { class: "rows" })
  #more = button(say.more, () => this.#further())

  async connectedCallback() {
    this.#leaving = new AbortController()
    const page = await this.#show()
    if (!page) return
    this.append(this.#top(page.counts), this.#rows.children.length ? this.#rows : h("p", { class: "notice" }, say.empty[this.#filter]), this.#more)
    if (this.hasAttribute("data-resumed")) this.querySelector("[aria-current]").focus()
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  get #filter() {
    const asked = this.getAttribute("filter")
    return filters.includes(asked) ? asked : "all"
  }

  async #show() {
    const asked = new URLSearchParams({ filter: this.#filter, ...(this.#next && { cursor: this.#next }) })
    try {
      const page = await api("GET", `/cases?${asked}`, { signal: this.#leaving.signal })
      this.#rows.append(...each(page.cases, row, (text) => h("li", { class: "row" }, text)))
      this.#next = page.next
      this.#more.hidden = !page.next
      return page
    } catch (error) {
      refused(this, error)
    }
  }

  async #further() {
    const place = this.#rows.children.length
    const page = await this.#show()
    if (!page) return
    announce(plural(say.more_shown, this.#rows.children.length - place))
    this.#rows.children[place]?.querySelector("a")?.focus()
  }

  #top(counts) {
    return h("div", { class: "top" },
      h("nav", { class: "filters", aria: { label: say.filter } }, filters.map((filter) =>
        h("a", { href: `?filter=${filter}`, aria: { current: filter === this.#filter ? "page" : null } },
          say.filters[filter], " ", h("span", null, plain(counts?.[filter]))))),
      h("a", { class: "md-button", href: "../contact/" }, say.new_case))
  }
}

const row = (one) => h("li", { class: "row" },
  h("a", { class: "row-title", href: `?case=${one.number}` }, h("bdi", { lang: one.language }, plain(one.overview) || plain(one.number))),
  one.favourite && h("span", { class: "row-star", role: "img", aria: { label: say.favourite } }),
  h("p", { class: "row-facts" },
    status(one),
    h("span", { class: "number" }, plain(one.number)),
    h("span", null, say.updated, " ", at(one.updated)),
    one.due && h("span", null, promise(one).flatMap((part) => [part, " "]))))
