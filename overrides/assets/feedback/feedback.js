// The form below an article, sent without leaving the page. Typed text is kept even when sending fails.
import { api, newKey, Offline } from "../shared/fetching/api.js"
import { words } from "../shared/words/words.js"

const room = words.feedback

/** @element article-feedback around the plain form; the first answer counts, a later comment belongs to it. */
export class ArticleFeedback extends HTMLElement {
  #leaving = null
  #key = newKey()   // identifies this reader's answer, so a second click or the comment does not count as another
  #answer = null    // "yes" or "no", once the API has it
  #busy = false

  connectedCallback() {
    this.#leaving = new AbortController()
    this.addEventListener("submit", this, { signal: this.#leaving.signal })
  }

  disconnectedCallback() { this.#leaving.abort() }

  async handleEvent(event) {
    event.preventDefault()
    const form = event.target
    const said = this.querySelector("[role=status]")
    const chosen = event.submitter?.name === "helpful" ? event.submitter.value : this.#answer
    const comment = form.comment.readOnly ? "" : form.comment.value.trim()
    if (this.#busy || !chosen || (this.#answer && event.submitter?.name === "helpful")) return
    if (this.#answer && !comment) {
      said.textContent = room.empty
      form.comment.focus()
      return
    }
    this.#busy = true
    said.textContent = ""   // a screen reader repeats the same words only after a change
    try {
      await this.#send(form, chosen, comment)
      this.#answer = chosen
      this.#settle(form, comment)
      said.textContent = comment ? room.thanks_comment : room.thanks
    } catch (error) {
      said.textContent = error instanceof Offline ? room.offline : ["slow_down", "proof_needed"].includes(error.code) ? room.slow_down : room.failed
    } finally {
      this.#busy = false
    }
  }

  #send(form, chosen, comment) {
    const { path, locale, commit } = form
    const body = { path: path.value, locale: locale.value, helpful: chosen === "yes" }
    if (commit.value) body.commit = commit.value
    if (comment) body.comment = comment
    return api("POST", "/articles/feedback", { body, key: this.#key, signal: this.#leaving.signal })
  }

  /** Nothing on the page moves. Focus stays where it is, or on the comment whose button was used. */
  #settle(form, commented) {
    for (const button of form.querySelectorAll("[name=helpful]")) {
      button.ariaPressed = button.value === this.#answer
      button.ariaDisabled = true
      button.classList.toggle("md-button--primary", button.value === this.#answer)
    }
    form.querySelector("[data-part=first]").hidden = true
    const send = form.querySelector("[data-part=send]")
    form.querySelector("details").open = true
    if (commented) form.comment.readOnly = true
    if (commented && send.contains(document.activeElement)) form.comment.focus()
    send.hidden = commented
  }
}
