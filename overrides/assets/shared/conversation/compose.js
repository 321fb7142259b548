// Writing one text to a case: a form that keeps the text until the API has stored it.
import { announce } from "../drawing/announce.js"
import { newKey } from "../fetching/api.js"
import { field } from "../drawing/field.js"
import { h } from "../drawing/h.js"
import { explain, mistake } from "../words/explain.js"
import { refused } from "./frame.js"

let mistakes = null   // what shows them, once it is here
const fetched = async () => mistakes ??= await import("../drawing/mistakes.js")

/** A stored text with its Idempotency-Key. A changed text gets another key, because it is another message. */
class Draft {
  kept = { text: "", key: "" }

  constructor({ load, keep, drop }) {
    Object.assign(this, { write: keep, drop })
    this.kept = load() ?? this.kept
  }

  keep(text) {
    if (text !== this.kept.text) this.#set(text)
  }

  /** Another key for the same text, because the API can have stored a refusal under the old one. */
  renew() { this.#set(this.kept.text) }

  #set(text) {
    this.kept = { text, key: text && newKey() }
    if (text) this.write(this.kept)
    else this.drop()
  }
}

export class Compose {
  #draft
  #post
  #said
  #busy = false
  #area
  #entries

  /**
   * @param {object} options
   * @param {string} options.id of the text field
   * @param {{label, hint, send, sent, not_sent, conflict, errors}} options.say its words
   * @param {{load, keep, drop}} options.draft where it is kept
   * @param {(text: string, key: string, anyway?: boolean) => Promise<void>} options.post sends; throws what the API threw
   * @param {(events: object[]) => Node} [options.entries] shows what others did while the reader was typing
   */
  constructor({ id, say, draft, post, entries }) {
    this.#draft = new Draft(draft)
    this.#post = post
    this.#said = say
    this.#entries = entries
    this.#area = h("textarea", { id, rows: 5, dir: "auto", oninput: () => this.#draft.keep(this.#area.value) }, this.#draft.kept.text)
    this.element = h("form", { class: "fields compose", method: "post", novalidate: true, onfocusin: () => fetched().catch(() => {}), onsubmit: (event) => {
      event.preventDefault()
      this.#send()
    } }, field("text", say.label, this.#area, say.hint), h("button", { class: "md-button md-button--primary" }, say.send))
  }

  get written() { return this.#area.value.trim() }

  focus() { this.#area.focus() }

  async #send(anyway) {
    if (this.#busy) return
    this.#busy = true
    try {
      mistakes?.clearMistakes(this.element)   // there are none before it is here
      if (!this.written) return await this.#show(this.#said.errors["text.missing"], "text")
      const sent = this.#area.value
      this.#draft.keep(sent)
      if (anyway) this.#draft.renew()
      await this.#post(sent.trim(), this.#draft.kept.key, anyway)
      // The field stayed editable: text typed since is the next message.
      const now = this.#area.value
      this.#draft.keep(this.#area.value = now.startsWith(sent) ? now.slice(sent.length).trimStart() : now)
      announce(this.#said.sent)
    } catch (error) {
      if (error.code === "sign_in_required") refused(this.element, error)
      else if (error.code === "changed") await this.#changed(error.document.events)
      else if (error.errors?.length) await this.#show(mistake(error.errors[0], this.#said.errors), "text")
      else if (this.element.isConnected) await this.#show(error.code === "conflict" ? this.#said.conflict : explain(error))
    } finally {
      this.#busy = false
    }
  }

  // Nothing was sent. Show what others did; one more click sends the same text.
  async #changed(events) {
    await this.#show(this.#said.changed)
    this.element.querySelector(".mistakes")?.append(this.#entries(events),
      h("button", { type: "button", class: "md-button", onclick: () => this.#send(true) }, this.#said.anyway))
  }

  async #show(text, name) {
    try {
      (await fetched()).showMistakes(this.element, [{ field: name, text }], this.#said.not_sent)
    } catch {
      this.element.querySelector(".error").textContent = text   // no connection, not even for what shows mistakes
    }
  }
}
