// A page for people who are signed in: who is it, show the sign-in form when nobody is, come back to the same place.
import { announce } from "../../shared/announce.js"
import { api } from "../../shared/api.js"
import { explain } from "../../shared/fields.js"
import { h } from "../../shared/h.js"
import { fill } from "../../shared/words.js"

/** Tell the page around `element` that the API refused in a way only the page can answer (an ended session, say). */
export const refused = (element, error) =>
  element.dispatchEvent(new CustomEvent("refused", { bubbles: true, detail: error }))

/**
 * The frame of inbox and desk. A subclass has `say` (words), `view(me)` (what to show) and `forget()` (what must not
 * outlive the session).
 */
export class SignedInPage extends HTMLElement {
  #leaving = null
  #me = null
  #title = null
  #introduction = null   // the article, for those who are not in

  connectedCallback() {
    this.#leaving = new AbortController()
    this.#title ??= this.querySelector("h1")
    this.#introduction ??= this.querySelector("[data-introduction]")
    const { signal } = this.#leaving
    this.addEventListener("refused", ({ detail }) => this.#refused(detail), { signal })
    this.addEventListener("signed-in", () => this.#start(true), { signal })
    // A page out of the Back button's memory may belong to a session that has ended since.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#start(), { signal })
    this.#start()
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  async #start(byHand = false) {
    try {
      this.#me = await api("GET", "/me", { signal: this.#leaving.signal })
      const view = this.view(this.#me)
      view.toggleAttribute("data-resumed", byHand)
      this.replaceChildren(this.#session(), ...(view.hasOwnTitle ? [] : [this.#title]), view)
    } catch (error) {
      this.#refused(error)
    }
  }

  #refused(error) {
    if (error.name === "AbortError") return
    if (error.code === "sign_in_required") this.#askWho(this.#me && this.say.ended)
    else this.#tell(explain(error), h("button", { type: "button", class: "md-button", onclick: () => this.#start(true) }, this.say.try_again))
  }

  #askWho(because) {
    this.#me = null
    this.#tell(because || this.say.sign_in_first, h("sign-in-form"), this.#introduction)
  }

  // Focus moves only when the place where it was has gone.
  #tell(text, ...then) {
    const lost = this.contains(document.activeElement)
    const notice = h("p", { class: "notice", tabindex: -1 }, text)
    this.dataset.ready = ""
    this.replaceChildren(h("div", { class: "session" }), this.#title, notice, ...then)
    if (lost) notice.focus()
    else announce(text)
  }

  #session() {
    return h("div", { class: "session" },
      h("span", null, fill(this.say.signed_in_as, { email: this.#me.requester.email })),
      this.#out(this.say.sign_out, "/session", this.say.signed_out),
      this.#out(this.say.sign_out_everywhere, "/sessions", this.say.signed_out_everywhere))
  }

  #out(label, path, said) {
    return h("button", { type: "button", class: "quiet", onclick: async () => {
      try {
        await api("DELETE", path, { signal: this.#leaving.signal })
      } catch (error) {
        if (error.code !== "sign_in_required") return this.#refused(error)
      }
      this.forget()
      this.#askWho(said)
    } }, label)
  }
}
