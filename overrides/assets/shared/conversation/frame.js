// A page for people who are signed in: who is it, the sign-in form when nobody is, then the same place again.
import { announce } from "../drawing/announce.js"
import { api } from "../fetching/api.js"
import { signedIn } from "../who/cookies.js"
import { elsewhere, met, person, ready } from "../keeping/drafts.js"
import { explain } from "../drawing/fields.js"
import { h } from "../drawing/h.js"
import { fill, words } from "../words/words.js"

/** Tell the frame around `element` that it cannot go on: an ended session, no answer. */
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
  #because = ""   // why one has to sign in
  heading = null
  #introduction = null   // the article, for those who are not in

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    this.heading ??= this.querySelector("h1")
    this.#introduction ??= this.querySelector("[data-introduction]")
    this.addEventListener("refused", ({ detail }) => this.#refused(detail), { signal })
    this.addEventListener("signed-in", () => this.#start(true, true), { signal })
    // A page out of the Back button's memory may belong to a session that has ended since, or begun elsewhere. Who is
    // about to type a code, and only went to read it, goes on with that.
    const may = () => this.#me || signedIn()
    addEventListener("pageshow", ({ persisted }) => persisted && may() && this.#start(), { signal })
    elsewhere(() => this.#start(), signal)
    this.#start()
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  /** @param {boolean} [proved] an address was just proved: when the API knows nobody then, its cookie was not kept */
  async #start(resumed = false, proved = false) {
    // Who has signed in or out in another tab sees nothing of the one before, not even while we ask.
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

  // Focus moves only when the place where it was has gone.
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

  // Few ask for the list: it comes when it is asked for.
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
