/** The results page: reads ?q=, lists what fits, and says so. */
import { find } from "../shared/search/engine.js"
import { counted, searchWords } from "./words-of-page.js"

const PAGE = 10

/** @element search-results - holds a [role=status] and a [data-list], both in the page from the start */
class SearchResults extends HTMLElement {
  connectedCallback() {
    this.words = searchWords()
    const question = new URLSearchParams(location.search).get("q")?.trim().slice(0, 200) ?? ""
    document.querySelectorAll("form[data-find] input[name=q]").forEach(input => { input.value = question })
    if (question) this.run(question, PAGE)
  }

  async run(question, limit) {
    const { words } = this
    const status = this.querySelector("[role=status]")
    status.textContent = words.searching
    try {
      const found = await find(question, { limit })
      document.title = `${question} - ${document.title.replace(/^.* - (?=[^-]* - )/, "")}`
      status.textContent = found.related ? words.related : found.total ? counted(words, found.total) : words.none
      this.querySelector("[data-list]").replaceChildren(
        ...(found.total ? [this.list(found.hits)] : this.nothing()),
        ...(found.total > limit ? [this.more(question, limit)] : []))
    } catch {
      status.textContent = words.failed
      this.querySelector("[data-list]").replaceChildren(this.contact())
    }
    this.dataset.done = ""
  }

  list(hits) {
    return h("ol", { className: "results" }, ...hits.map(({ title, section, url, excerpt }) => h("li", {},
      h("h2", {}, h("a", { href: url }, section ? `${title}: ${section}` : title)),
      h("p", {}, ...excerpt.map(({ text, marked }) => (marked ? h("mark", {}, text) : text))))))
  }

  more(question, limit) {
    const button = h("button", { type: "button", className: "md-button" }, this.words.more)
    button.addEventListener("click", async () => {
      await this.run(question, limit + PAGE)
      this.querySelector(`li:nth-child(${limit + 1}) a`)?.focus()
    })
    return button
  }

  nothing() {
    return [h("p", {}, this.words.none_text), this.contact()]
  }

  contact() {
    const href = document.querySelector("search-results").dataset.contact
    return h("p", {}, h("a", { href, className: "md-button md-button--primary" }, this.words.none_contact))
  }
}

function h(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

customElements.define("search-results", SearchResults)
