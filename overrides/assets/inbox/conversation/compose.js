// Writing one text to a case: a form that keeps what is typed until the API has it.
import { announce } from "../../shared/announce.js"
import { clearMistakes, explain, field, mistake, showMistakes } from "../../shared/fields.js"
import { h } from "../../shared/h.js"
import { refused } from "./page.js"

export class Compose {
  #draft
  #post
  #said
  #busy = false
  #area

  /**
   * @param {object} options
   * @param {string} options.id of the text field
   * @param {{label, hint, send, sent, errors}} options.say its words
   * @param {import("./draft.js").Draft} options.draft
   * @param {(text: string, key: string) => Promise<void>} options.post sends; throws what the API threw
   * @param {...Node} beside more buttons beside "send"
   */
  constructor({ id, say, draft, post }, ...beside) {
    this.#draft = draft
    this.#post = post
    this.#said = say
    this.#area = h("textarea", { id, name: "text", rows: 5, dir: "auto", oninput: () => draft.keep(this.#area.value) })
    this.#area.value = draft.text
    this.element = h("form", { class: "fields compose", method: "post", novalidate: true, onsubmit: (event) => {
      event.preventDefault()
      this.#send()
    } }, field("text", say.label, this.#area, say.hint),
    h("div", { class: "buttons" }, h("button", { class: "md-button md-button--primary" }, say.send), beside))
  }

  get written() { return this.#area.value.trim() !== "" }

  focus() { this.#area.focus() }

  /** Say that it could not be sent; what was typed stays. */
  refuse(text) { showMistakes(this.element, [{ text }], this.#said.not_sent) }

  async #send() {
    if (this.#busy) return
    clearMistakes(this.element)
    if (!this.written) return this.#show([{ field: "text", code: "missing" }])
    this.#busy = true
    const text = this.#area.value
    this.#draft.keep(text)
    try {
      await this.#post(text.trim(), this.#draft.key)
      this.#draft.forget()
      this.#area.value = ""
      announce(this.#said.sent)
    } catch (error) {
      if (error.name === "AbortError") return
      if (error.code === "sign_in_required") return refused(this.element, error)
      if (error.errors?.length) this.#show(error.errors)
      else if (this.element.isConnected) this.refuse(error.code === "conflict" ? this.#said.conflict : explain(error))
    } finally {
      this.#busy = false
    }
  }

  #show(errors) {
    const said = errors.map((error) => ({ field: error.field, text: mistake(error, this.#said.errors) }))
    showMistakes(this.element, said, this.#said.not_sent)
  }
}
