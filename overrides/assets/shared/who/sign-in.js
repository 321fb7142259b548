import { api } from "../fetching/api.js"
import { field } from "../drawing/field.js"
import { h } from "../drawing/h.js"
import { sees } from "./cookies.js"
import { fill, words } from "../words/words.js"
import { locale } from "../words/locales.js"

const say = words.sign_in
const mistakes = () => import("../drawing/mistakes.js")   // fetched when somebody begins to write

/**
 * Proves an address: enter it, receive a code, get a session. The answer is the same for every address. The code works
 * only in the browser that asked for it (recognised by a cookie); it has 6 to 12 digits, often pasted with spaces.
 *
 * @element sign-in-form
 * @fires code-sent - bubbles; detail: the address
 * @fires signed-in - bubbles; the session cookie is set
 */
export class SignInForm extends HTMLElement {
  #leaving = null
  #email = ""
  #busy = false

  connectedCallback() {
    this.#leaving = new AbortController()
    for (const type of ["submit", "focusin"]) this.addEventListener(type, this, { signal: this.#leaving.signal })
    this.#askAddress()
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  /** Moves focus to the next field to fill in; without an address yet, that is the address. */
  focus() {
    this.#input.focus()
  }

  get #input() {
    return this.querySelector("input")
  }

  #ask(name, hint, attributes, ...buttons) {
    const input = h("input", { id: `sign-in-${name}`, name, ...attributes })
    this.replaceChildren(h("form", { class: "fields", novalidate: true, method: "post" },
      field(name, say[name], input, hint), h("p", { class: "buttons" }, buttons)))
  }

  #askAddress() {
    this.#ask("email", say.email_hint, { type: "email", autocomplete: "email", value: this.#email }, button("", say.send_code))
  }

  #askCode(sent) {
    this.#ask("code", fill(sent, { email: this.#email }), { class: "code", inputmode: "numeric", autocomplete: "one-time-code" },
      button("", say.sign_in), button("resend", say.resend), button("back", say.other_address))
    this.focus()
  }

  handleEvent(event) {
    if (event.type === "focusin") return mistakes().catch(() => {})   // a failure is shown when they are needed
    event.preventDefault()
    event.stopPropagation()
    const { name, value } = this.#input
    const wanted = event.submitter?.value
    if (wanted === "back") {
      this.#askAddress()
      return this.focus()
    }
    const code = value.trim()   // the API removes any other characters around a code
    if (name === "email") this.#email = code
    if (wanted === "resend" || name === "email" && code) this.#send("codes", { locale: locale.id, place: this.closest("support-desk") ? "desk" : undefined })
    else this.#send("sessions", { code }, code ? "" : say.errors[`${name}.missing`])
  }

  async #send(what, body, missing) {
    if (this.#busy) return
    this.#busy = true
    const { signal } = this.#leaving
    try {
      const { clearMistakes, showMistakes, showProblem } = await mistakes()
      clearMistakes(this)
      if (missing) showMistakes(this, [{ field: this.#input.name, text: missing }])
      else if (!keepsCookies()) showMistakes(this, [{ text: say.no_cookies }])
      else await this.#post(what, body, signal).catch((error) => signal.aborted || showProblem(this, error, say.errors))
    } catch {
      this.querySelector(".error").textContent = words.problem.offline   // no connection, not even for what shows mistakes
    }
    this.#busy = false
  }

  async #post(what, body, signal) {
    await api("POST", `/sign-in/${what}`, { body: { email: this.#email, ...body }, signal })
    if (what === "codes") {
      this.dispatchEvent(new CustomEvent("code-sent", { bubbles: true, detail: this.#email }))
      return this.#askCode(this.#input.name === "code" ? say.resent : say.sent)
    }
    this.#email = ""   // the next person to sign in here can be somebody else
    this.#askAddress()
    this.dispatchEvent(new Event("signed-in", { bubbles: true }))
  }
}

// Whether the browser stores our cookies. (`navigator.cookieEnabled` says yes where cookies are blocked for a site.)
function keepsCookies() {
  try { document.cookie = "varde_try=1; Max-Age=5; SameSite=Strict" } catch { /* the next line finds out */ }
  return sees("varde_try=")
}

const button = (value, text) => h("button", { class: value ? "quiet" : "md-button md-button--primary", value }, text)
