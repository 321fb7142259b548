// A page for signed-in people: finds out who it is, shows the sign-in form if needed, then returns to the same place.
import { announce } from "../drawing/announce.js"
import { api } from "../fetching/api.js"
import { signedIn } from "../who/cookies.js"
import { elsewhere, met, person, ready } from "../keeping/drafts.js"
import { explain } from "../words/explain.js"
import { h } from "../drawing/h.js"
import { fill, words } from "../words/words.js"

/** Tells the frame around `element` that it cannot continue: the session ended, or there was no answer. */
export const refused = (element, error) =>
  element.dispatchEvent(new CustomEvent("refused", { bubbles: true, detail: error }))

/** A button without a form. */
export const button = (text, onclick, more) => h("button", { type: "button", class: "md-button", onclick, ...more }, text)

/**
 * The frame of inbox and desk. A subclass has `say` (words) and `view(me)` (the elements to show).
 *
 * @fires asks-who - bubbles; a sign-in form is wanted
 */
export class Frame extends HTMLElement {
  #leaving = null
  #me = null
  #because = ""   // why the reader has to sign in
  heading = null
  #introduction = null   // the article, for readers who are not signed in

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    this.heading ??= this.querySelector("h1")
    this.#introduction ??= this.querySelector("[data-introduction]")
    this.addEventListener("refused", ({ detail }) => this.#refused(detail), { signal })
    this.addEventListener("signed-in", () => this.#start(true, true), { signal })
    // A page from the back/forward cache can belong to a session that has ended, or started elsewhere, since. A
    // reader who only went to read their code continues with the code field.
    const may = () => this.#me || signedIn()
    addEventListener("pageshow", ({ persisted }) => persisted && may() && this.#start(), { signal })
    elsewhere(() => this.#start(), signal)
    this.#start()
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  /** @param {boolean} [proved] an address was just proved: if the API still sees nobody, the browser did not keep the cookie */
  async #start(resumed = false, proved = false) {
    // After signing in or out in another tab, nothing of the previous person is visible, not even while we ask.
    if (this.#me && this.#id !== person()) {
      this.#me = null
      this.replaceChildren(this.heading)
    }
    try {
      this.#me = await api("GET", "/me", { signal: this.#leaving.signal })
      met(this.#id)
      await ready()
      this.#because = ""
      const shown = this.view(this.#me)
      shown.at(-1).toggleAttribute("data-resumed", resumed)
      this.replaceChildren(this.#session(), ...shown)
    } catch (error) {
      if (proved && error.code === "sign_in_required") this.#askWho(words.sign_in.no_cookies)
      else this.#refused(error)
    }
  }

  #refused(error) {
    if (error.name === "AbortError") return
    if (error.code !== "sign_in_required") return this.#tell(explain(error), button(this.say.try_again, () => this.#start(true)))
    if (this.#me) this.#because = this.say.ended
    const again = this.#me && signedIn()   // as somebody else, in another tab
    this.#me = null
    if (again) return this.#start(true)
    met("")
    this.#askWho(this.#because)
  }

  get #id() { return this.#me?.requester?.id }

  #askWho(because) {
    this.#me = null
    this.dispatchEvent(new Event("asks-who", { bubbles: true }))
    this.#tell(because || this.say.sign_in_first, h("sign-in-form"), this.#introduction)
  }

  // Focus moves only when the element that had it is gone.
  #tell(text, ...then) {
    const lost = this.contains(document.activeElement)
    const notice = h("p", { class: "notice", tabindex: -1 }, text)
    this.dataset.ready = ""
    this.replaceChildren(h("div", { class: "session" }), this.heading, notice, ...then)
    if (lost) notice.focus()
    else announce(text)
  }

  #session() {
    const { say } = this
    return h("div", { class: "session" },
      h("span", null, fill(say.signed_in_as, { email: this.#me.requester?.email })),
      button(say.sessions.show, ({ currentTarget }) => this.#places(currentTarget), { class: "quiet", aria: { expanded: "false" } }),
      button(say.sign_out, () => this.#signOut("/session", say.signed_out), { class: "quiet" }),
      button(say.sign_out_everywhere, () => this.#signOut("/sessions", say.signed_out_everywhere), { class: "quiet" }))
  }

  // Few readers open the list, so it loads on demand.
  async #places(opener) {
    try {
      (await import("./places.js")).toggle(this, opener, this.say.sessions)
    } catch {
      announce(this.say.sessions.not_shown)
    }
  }

  async #signOut(path, said) {
    try {
      const { signOut } = await import("../who/sign-out.js")
      if (await signOut(path, this.#me.requester, this.#leaving.signal)) this.#askWho(said)
    } catch (error) {
      this.#refused(error)
    }
  }
}
