import { announce } from "../shared/drawing/announce.js"
import { h } from "../shared/drawing/h.js"
import { load, save } from "../shared/keeping/help-state.js"
import { add, fill, words } from "../shared/words/words.js"
import { place, styled } from "./places.js"

const views = {
  ask: () => import("./asking/ask.js"),
  answer: () => withWords(import("./answers/answer.js")),
  related: () => withWords(import("./answers/related.js")),
  contact: () => withWords(import("./people/contact.js")),
}
let more
function withWords(view) {
  more ??= Promise.all([fetch(new URL("words/more.json", import.meta.url)).then((answer) => answer.json()).then(add), styled("more.css")])
  return Promise.all([view, more.catch((error) => { more = null; throw error })]).then(([module]) => module)
}
const narrow = matchMedia("(max-width: 76.1875em)")   // no space beside the text
const covered = /\/(contact|inbox|desk)\/$/   // pages where people work; the dialog folds to a strip

/**
 * The help dialog: ask, answer, related results, contact us. It is modal when the reader opens it. On the pages they
 * follow it to, it stays beside the text without taking focus; where it would cover the text, it is a strip.
 *
 * A view is a module with `draw(help, signal)`: it returns its nodes; an element with `data-focus` gets focus. (Not
 * `autofocus`: the browser would focus it even where the dialog must not take focus.)
 */
export class Help {
  state = load()
  #opener = null
  #quiet = false     // no announcements while the dialog is restored after navigation
  #pressed = false   // whether the pointer was pressed outside the dialog
  #leaving = new AbortController()
  #title = h("h2", { id: "help-title", tabindex: -1 })
  #view = h("div", { class: "help-view" })
  #back = sign("back", "←", () => this.back())
  #question = h("button", { type: "button", class: "help-larger", onclick: () => this.#enlarge() })
  #bar = h("div", { class: "help-bar" }, this.#back, this.#title,
    sign("smaller", "–", () => this.#stepAside(true)), sign("close", "×", () => this.#end()))
  #strip = h("div", { class: "help-strip" }, this.#question, sign("close", "×", () => this.#end()))
  #foot = h("div", { class: "help-foot" },
    h("button", { type: "button", class: "md-button help-people", onclick: () => this.show("contact") }, words.help.contact.open),
    h("a", { href: place("inbox/") }, words.help.contact.cases))
  element = h("dialog", { class: "help md-typeset", aria: { labelledby: "help-title" }, "data-pagefind-ignore": true },
    this.#bar, this.#view, this.#foot, this.#strip)

  constructor() {
    for (const type of ["cancel", "close", "click", "keydown", "pointerdown"]) this.element.addEventListener(type, this)
    // Zooming or turning a tablet changes whether there is space beside the text.
    narrow.addEventListener("change", () => this.element.open && !this.element.matches(":modal") && this.#fold(this.#folded()))
    addEventListener("help-over", () => this.#anew())
    addEventListener("storage", ({ key }) => key === "varde.person" && this.#anew())   // signed in or out in another tab
    // A page restored from the back/forward cache shows an old dialog.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#anew())
    // Insert it right after the skip link, so that Tab reaches it early.
    document.querySelector("[data-md-component=skip]").after(this.element)
  }

  /** Opens at the reader's request: the question gets focus and keeps what they typed before. */
  open(opener) {
    this.#opener = opener
    Object.assign(this.state, { small: false, trail: [] })
    this.#stand({ modal: true })
    return this.#draw("ask")
  }

  /** Restores the dialog on a later page. Nothing moves, and focus stays where it is. */
  resume() {
    const here = [location.pathname, this.#section()]
    const opened = this.state.read.find(({ path, section, commit }) => !commit && path === here[0] && section === here[1])
    if (opened) opened.commit = document.querySelector("[data-commit]")?.dataset.commit ?? null
    this.#stand({ small: this.#folded() })
    return this.#draw(this.state.view, false)
  }

  #folded() {
    return this.state.small || narrow.matches || covered.test(location.pathname)
  }

  // Move focus only if it was inside the dialog.
  #fold(small) {
    const had = this.element.contains(document.activeElement)
    this.#stand({ small })
    if (had) (small ? this.#question : this.#title).focus()
  }

  #anew() {
    this.#leaving.abort()   // a request still running was for the previous view
    this.state = load()
    if (this.state.open) return this.resume()
    besideText(false)
    this.element.close()
  }

  /** Goes to another view, with this one as the target of Back. */
  show(view) {
    if (view !== this.state.view) this.state.trail.push(this.state.view)
    return this.#draw(view)
  }

  back() {
    return this.#draw(this.state.trail.pop() ?? "ask")
  }

  /** Announces it to a screen reader; focus stays. */
  say(text) {
    if (!this.#quiet) announce(text, this.element)
  }

  keep() {
    save({ ...this.state, along: load().along })   // the form handles it
  }

  handleEvent(event) {
    const { type, target } = event
    const beside = target === this.element && event.clientX < this.element.getBoundingClientRect().left
    if (type === "click" || type === "keydown") this.#quiet = false
    if (type === "pointerdown") this.#pressed = beside
    else if (type === "cancel") {
      event.preventDefault()
      this.#end()
    } else if (type === "close") {
      if (!this.element.open && this.state.open) this.#end()   // some browsers let no page prevent a second Escape
    } else if (type === "keydown") {
      if (event.key === "Escape" && !event.defaultPrevented && !this.element.matches(":modal")) this.#end()
    } else if (beside) this.#pressed && this.#end()   // not when a text selection merely ends there
    else if (target.closest("a")?.href.split("#")[0] === location.href.split("#")[0]) this.#stepAside()
  }

  async #draw(view, focus = true) {
    const { state } = this
    this.#quiet = !focus
    if (view === "answer" && !state.hit) view = "ask"
    this.#leaving.abort()
    const { signal } = this.#leaving = new AbortController()
    let module
    try {
      module = await views[view]()
    } catch {
      // The view could not be fetched: go to the contact page, if the reader asked for help and is not at work.
      return focus && !covered.test(location.pathname) ? location.assign(place("contact/")) : this.#end()
    }
    if (signal.aborted) return
    state.view = view
    this.element.dataset.view = view
    this.#title.textContent = words.help[view].title
    this.#back.hidden = view === "ask"
    this.#view.replaceChildren(...[module.draw(this, signal)].flat())
    this.#view.scrollTop = 0
    this.#question.textContent = state.question ? fill(words.help.going_on, state) : words.help.larger
    this.keep()
    if (focus) (this.#view.querySelector("[data-focus]") ?? this.#title).focus()
  }

  // showModal() takes focus; a dialog beside the page is opened with its attribute instead.
  #stand({ small = false, modal = false }) {
    this.element.close()
    this.element.toggleAttribute("data-small", small)
    this.state.open = true
    besideText(!small && !modal)
    if (modal) this.element.showModal()
    else this.element.open = true
    this.keep()
  }

  #stepAside(wanted = false) {
    this.state.small ||= wanted   // a strip unfolds where there is space again
    this.#fold(wanted || narrow.matches)
  }

  #enlarge() {
    this.state.small = false
    this.#stand({ modal: narrow.matches })
    this.#title.focus()
  }

  #end() {
    const had = this.element.contains(document.activeElement)
    this.state.open = false
    this.keep()
    besideText(false)
    this.element.close()
    if (had) (this.#opener?.isConnected ? this.#opener : document.querySelector("a[data-help]"))?.focus()
  }

  #section() {
    try {
      return decodeURIComponent(location.hash.slice(1)) || null
    } catch {
      return null   // an address typed by hand, such as #100%
    }
  }
}

// Make space for the dialog (site.css); on the next page main.html does it before anything is drawn.
const besideText = (yes) => document.documentElement.toggleAttribute("data-beside", yes)

function sign(name, picture, act) {
  return h("button", { type: "button", class: `help-sign help-${name}`, title: words.help[name], aria: { label: words.help[name] }, onclick: act },
    h("span", { aria: { hidden: true } }, picture))
}
