import { announce } from "../shared/announce.js"
import { api } from "../shared/api.js"
import { h } from "../shared/h.js"
import { plural, words } from "../shared/words.js"
import { icon } from "./conversation/icon.js"
import { refused } from "./conversation/page.js"
import { ago, duePromise, statusMark } from "./facts.js"

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
  #next = null
  #rows = h("ol", { class: "rows" })
  #more = h("button", { type: "button", class: "md-button", onclick: () => this.#show() }, say.more)

  async connectedCallback() {
    this.#leaving = new AbortController()
    const counts = await this.#show()
    if (!counts) return
    this.prepend(this.#filters(counts))
    this.append(this.#rows.children.length ? this.#rows : h("p", { class: "notice" }, say.empty[this.#filter]), this.#more)
    if (this.hasAttribute("data-resumed")) this.querySelector("[aria-current]").focus()
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  get #filter() {
    const asked = this.getAttribute("filter")
    return filters.includes(asked) ? asked : "all"
  }

  // Shows one more page; answers the counts of the filters.
  async #show() {
    const asked = new URLSearchParams({ filter: this.#filter, ...(this.#next && { cursor: this.#next }) })
    try {
      const { cases, counts, next } = await api("GET", `/cases?${asked}`, { signal: this.#leaving.signal })
      const rows = cases.map(row)
      const further = this.#next !== null
      this.#rows.append(...rows)
      this.#next = next
      this.#more.hidden = !next
      if (further) {
        announce(plural(say.more_shown, rows.length))
        rows[0]?.querySelector("a").focus()
      }
      return counts
    } catch (error) {
      refused(this, error)
    }
  }

  #filters(counts) {
    return h("div", { class: "top" },
      h("nav", { class: "filters", aria: { label: say.filter } }, filters.map((filter) =>
        h("a", { href: `?filter=${filter}`, aria: { current: filter === this.#filter ? "page" : null } },
          say.filters[filter], " ", h("span", { class: "count" }, counts[filter])))),
      h("a", { class: "md-button", href: "../contact/" }, say.new_case))
  }
}

const row = (one) => h("li", { class: "row" },
  h("a", { class: "row-title", href: `?case=${one.number}` }, h("bdi", { lang: one.language }, one.overview)),
  one.favourite && h("span", { class: "row-star" }, icon("star-full"), h("span", { class: "only-heard" }, say.is_favourite)),
  h("p", { class: "row-facts" },
    statusMark(one),
    h("span", { class: "number" }, one.number),
    h("span", null, say.updated, " ", ago(one.updated)),
    duePromise(one)))
