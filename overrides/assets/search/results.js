/** The results page: reads its address, lists the results and announces them. */
import { find } from "../shared/search/engine.js"
import { h } from "../shared/drawing/h.js"
import { load, remember, save } from "../shared/keeping/help-state.js"
import { locale, locales } from "../shared/words/locales.js"
import { filters, list } from "./listing.js"
import { addressOf, readAddress } from "./address.js"
import { around, counted, resultWords, searchWords } from "./words-of-page.js"

const PAGE = 10
const TRIES = 3   // after the connection is back

/** @element search-results - holds a [role=status], [data-meant], [data-filters] and [data-list] from the start */
class SearchResults extends HTMLElement {
  connectedCallback() {
    this.words = { ...searchWords(), results: resultWords() }
    this.asked = readAddress(location)
    const { question } = this.asked
    if (question) {
      // Keeps what a reader typed before this script had loaded.
      for (const input of fields()) if (!input.value || input !== document.activeElement) input.value = question
      document.title = `${question} - ${document.title}`
      this.run(PAGE)
    }
  }

  part(name) {
    return this.querySelector(`[data-${name}]`)
  }

  async run(limit) {
    const { words } = this
    const { question, topic, kind, all } = this.asked
    const status = this.querySelector("[role=status]")
    status.textContent = words.searching
    try {
      const found = await find(question, { limit, topic, kind, groups: true, ...(all && { languages: ordered().map(({ tag }) => tag) }) })
      status.textContent = this.told(found)
      this.meant(found.suggestion)
      this.part("filters").replaceChildren(...(found.vague ? [] : filters(found, this.asked, words.results)))
      this.part("list").replaceChildren(
        ...(found.vague ? [this.needed(found.total)] : []),
        ...(found.total ? [list(found.hits, words.results, all)] : found.vague ? [] : this.nothing()),
        ...(found.total > limit ? [this.more(limit)] : []))
    } catch (error) {
      console.info("search:", error)
      status.textContent = navigator.onLine ? words.failed : words.results.offline
      this.#again(question)
      this.part("filters").replaceChildren()
      this.part("list").replaceChildren(h("p", { class: "onward" },
        h("button", { type: "button", class: "md-button", onclick: () => this.run(limit) }, words.again), this.way()))
    }
    this.dataset.done = ""
  }

  /** Searches again once the connection is back; the network can need a few seconds after it says so. */
  #again(question) {
    // Reload the page: a failed module import cannot be retried. The question is in the address.
    const load = tries => {
      if (fields().some(({ value }) => value !== question)) return   // the reader is already typing another question
      history.replaceState({ tries }, "")
      location.reload()
    }
    const tries = history.state?.tries ?? 0
    if (!navigator.onLine) addEventListener("online", () => load(TRIES), { once: true })
    else if (tries) setTimeout(load, 2000 * (TRIES + 1 - tries), tries - 1)
  }

  told({ total, related, vague, kinds, languages }) {
    const { words } = this
    if (vague) return words.results.vague.title
    const filtered = this.asked.topic || this.asked.kind
    if (!total) return filtered ? words.results.none_here : words.none
    if (related) return words.related
    const all = counted(kinds.has("community") ? words.results : words, total)
    return this.asked.all ? `${all}: ${ofEach(languages)}` : all
  }

  meant(suggestion) {
    const line = this.part("meant")
    line.hidden = !suggestion
    if (!suggestion) return
    const [before, after] = around(this.words.meant, "question")
    line.replaceChildren(before, h("a", { href: addressOf({ ...this.asked, question: suggestion }) }, suggestion), after)
  }

  more(limit) {
    return h("button", { type: "button", class: "md-button", onclick: async () => {
      await this.run(limit + PAGE)
      this.querySelector(`.results > li:nth-child(${limit + 1}) a`)?.focus()
    } }, this.words.more)
  }

  nothing() {
    return [h("p", null, this.words.none_text), this.contact()]
  }

  /** For a complaint that does not say what is wrong: what we need to know. */
  needed(total) {
    const say = this.words.results.vague
    return h("div", { class: "needed" }, h("p", null, say.text), h("ul", null, say.questions.map(one => h("li", null, one))),
      h("p", null, say.more), h("p", null, this.way(say.write)), total > 0 && h("p", null, say.related))
  }

  contact() {
    return h("p", null, this.way())
  }

  /** The link to contact us; the form is filled in with the question asked here, as from the help dialog. */
  way(text = this.words.none_contact) {
    const bring = () => {
      const state = load()
      remember(state, "asked", this.asked.question)
      save(state)
    }
    return h("a", { href: this.dataset.contact, class: "md-button md-button--primary", onclick: bring }, text)
  }
}

const fields = () => [...document.querySelectorAll("form[data-find] input[name=q]")]

/** How many results each language has, zero included: "English 3, Norsk 0". */
const ofEach = (counts) => ordered().map(({ tag, name }) => `${name} ${counts.get(tag) ?? 0}`).join(", ")

/** The page's own language first. */
const ordered = () => [locale, ...locales.filter(one => one !== locale)]

customElements.define("search-results", SearchResults)
