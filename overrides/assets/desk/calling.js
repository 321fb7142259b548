// Recording calls at the desk: what came of each. Loads when a case is opened that is answered by a call.
import { announce } from "../shared/drawing/announce.js"
import { at } from "../shared/drawing/time.js"
import { field } from "../shared/drawing/field.js"
import { h } from "../shared/drawing/h.js"
import { clearMistakes, showMistakes, showProblem } from "../shared/drawing/mistakes.js"
import { inWords } from "../shared/words/times.js"
import { newKey } from "../shared/fetching/api.js"
import { fill, plural } from "../shared/words/words.js"
import { button, refused } from "../shared/conversation/frame.js"
import { said } from "../shared/calling/words.js"

export class Calling {
  element = h("form", { class: "fields calling", novalidate: true, hidden: true, onsubmit: (event) => event.preventDefault() })
  #state = h("p")
  #time = h("input", { type: "datetime-local", id: "call-at", name: "call_at" })
  #say
  #record
  #sent = {}   // what was sent last, and its Idempotency-Key: the same click again is not a second call
  #busy = false

  /** @param {(outcome: string, callAt: string|undefined, key: string) => Promise<void>} record stores a call; throws what the API threw */
  static async make(record) {
    const one = new Calling()
    one.#record = record
    one.#draw(await said())
    return one
  }

  #draw(say) {
    this.#say = say
    const { desk } = say
    const outcome = (name) => button(desk[name], () => this.#send(name))
    this.element.append(h("h2", null, desk.title), this.#state,
      h("div", { class: "buttons" }, ["reached", "no_answer", "wrong_number"].map(outcome)),
      field("call_at", desk.later_at, this.#time, desk.later_hint), h("div", { class: "buttons" }, outcome("later")))
  }

  /** @param {object} one the case, as the API sends it to an agent */
  show({ by_call: calls, status, phone, attempts, call_at: when }) {
    this.element.hidden = !calls || status !== "open"
    this.#state.replaceChildren(...[
      phone && h("a", { class: "number", href: `tel:${phone}` }, phone), attempts > 0 && plural(this.#say.attempts, attempts),
      when && at(when, fill(this.#say.again, { time: inWords(when) })),
    ].filter(Boolean).flatMap((part, place) => (place ? [" · ", part] : [part])))
  }

  async #send(outcome) {
    if (this.#busy) return
    clearMistakes(this.element)
    const { value } = this.#time
    const { errors, desk } = this.#say
    if (outcome === "later" && !value) return showMistakes(this.element, [{ field: "call_at", text: errors["call_at.missing"] }], desk.not_recorded)
    const callAt = outcome === "later" ? new Date(value).toISOString() : undefined
    const what = `${outcome} ${callAt}`
    if (this.#sent.what !== what) this.#sent = { what, key: newKey() }
    this.#busy = true
    try {
      await this.#record(outcome, callAt, this.#sent.key)
      this.#sent = {}
      this.#time.value = ""
      announce(desk.recorded)
    } catch (error) {
      if (error.code === "sign_in_required") refused(this.element, error)
      else if (error.code === "changed" || error.code === "conflict") showMistakes(this.element, [{ text: desk.changed }], desk.not_recorded)
      else if (this.element.isConnected) showProblem(this.element, error, errors)
      if (error.status) this.#sent = {}   // an answer: the next click is another call
    } finally {
      this.#busy = false
    }
  }
}
