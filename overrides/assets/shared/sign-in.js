import { announce } from "./announce.js"
import { api, Problem } from "./api.js"
import { clearMistakes, explain, field, mistake, showMistakes } from "./fields.js"
import { h } from "./h.js"
import { fill, words } from "./words.js"

/**
 * Prove an address: e-mail, then the six-digit code we mail to it, then a session. Says the same for every address.
 *
 * @element sign-in-form
 * @fires signed-in - bubbles; the session cookie is set
 */
export class SignInForm extends HTMLElement {
  #leaving = null
  #email = ""
  #busy = false

  connectedCallback() {
    this.#leaving = new AbortController()
    this.addEventListener("submit", this, { signal: this.#leaving.signal })
    this.#ask("email")
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  /** Put focus where the reader goes on. */
  focus() {
    this.querySelector("input").focus()
  }

  #ask(step) {
    this.replaceChildren(h("form", { class: "fields", novalidate: true, method: "post", dataset: { step } },
      step === "email" ? this.#addressFields() : this.#codeFields()))
  }

  #addressFields() {
    const input = h("input", { id: "sign-in-email", name: "email", type: "email", autocomplete: "email", value: this.#email })
    return [field("email", words.sign_in.email, input, words.sign_in.email_hint), primary(words.sign_in.send_code)]
  }

  #codeFields() {
    const input = h("input", { id: "sign-in-code", name: "code", inputmode: "numeric", autocomplete: "one-time-code", class: "code" })
    return [
      h("p", null, fill(words.sign_in.sent, { email: this.#email })),
      field("code", words.sign_in.code, input, words.sign_in.code_hint),
      h("p", { class: "buttons" }, primary(words.sign_in.sign_in),
        plain(words.sign_in.resend, () => this.#attempt(() => this.#sendCode(words.sign_in.resent))),
        plain(words.sign_in.other_address, () => { this.#ask("email"); this.focus() })),
    ]
  }

  handleEvent(event) {
    event.preventDefault()
    event.stopPropagation()
    const { email, code } = Object.fromEntries(new FormData(event.target))
    if (event.target.dataset.step === "email") {
      this.#email = email.trim()
      this.#attempt(() => this.#sendCode(words.sign_in.sent_short))
    } else this.#attempt(() => this.#prove(code.replace(/\D/g, "")))
  }

  async #sendCode(said) {
    if (!this.#email) return this.#show([{ field: "email", code: "missing" }])
    await this.#post("codes", { email: this.#email, locale: words.sign_in.locale })
    this.#ask("code")
    this.focus()
    announce(said, this.closest("dialog") ?? undefined)
  }

  async #prove(code) {
    if (!code) return this.#show([{ field: "code", code: "missing" }])
    await this.#post("sessions", { email: this.#email, code })
    this.dispatchEvent(new CustomEvent("signed-in", { bubbles: true }))
  }

  #post(what, body) {
    return api("POST", `/sign-in/${what}`, { body, signal: this.#leaving.signal })
  }

  // One thing at a time: a second click while the first is on its way does nothing.
  async #attempt(action) {
    if (this.#busy) return
    this.#busy = true
    clearMistakes(this)
    try {
      await action()
    } catch (error) {
      if (error.name === "AbortError") return
      if (error instanceof Problem && error.errors.length) this.#show(error.errors)
      else showMistakes(this, [{ text: explain(error) }])
    } finally {
      this.#busy = false
    }
  }

  #show(errors) {
    showMistakes(this, errors.map((error) => ({ field: error.field, text: mistake(error, words.sign_in.errors) })))
  }
}

const primary = (text) => h("button", { class: "md-button md-button--primary" }, text)
const plain = (text, onclick) => h("button", { type: "button", class: "quiet", onclick }, text)
