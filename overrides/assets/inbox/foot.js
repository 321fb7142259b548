// The foot of a timeline. Open: reply, close. Closed: reopen for the same matter, a new case for a new one.
import { announce } from "../shared/announce.js"
import { h } from "../shared/h.js"
import { words } from "../shared/words.js"
import { Compose } from "./conversation/compose.js"

const say = words.inbox

export class Foot {
  element = h("section", { class: "case-foot" })
  #shown = null      // the status that the foot shows now
  #ours = false      // whether it was closed here and just now, so that closing can be undone
  #compose
  #does
  #trouble = h("p", { class: "notice", hidden: true })

  /** @param {{draft, post, close, reopen}} does `close` and `reopen` answer true when it worked */
  constructor(does) {
    this.#does = does
  }

  get written() { return this.#shown === "open" && this.#compose.written }

  focus() { this.#compose.focus() }

  /** Rebuild only when the status changes, so that a reader who writes keeps focus and caret. */
  show(one) {
    this.#trouble.hidden = true
    if (one.status === this.#shown) return
    const away = this.#shown && this.element.contains(document.activeElement)
    this.#compose ??= this.#reply(one)
    this.element.replaceChildren(...(one.status === "open" ? this.#open() : this.#closed(one)), this.#trouble)
    if (this.#shown && one.status === "closed") announce(say.closed)
    if (away) this.element.querySelector(one.status === "open" ? "textarea" : "[data-first]").focus()
    this.#shown = one.status
  }

  /** Say why something did not work. */
  tell(text) {
    this.#trouble.textContent = text
    this.#trouble.hidden = false
    announce(text)
  }

  /** Run what may grow the timeline above, without moving the field under the fingers of somebody who writes. */
  still(action) {
    const before = this.element.getBoundingClientRect().top
    const answer = action()
    if (this.element.contains(document.activeElement)) scrollBy(0, this.element.getBoundingClientRect().top - before)
    return answer
  }

  #reply({ channel }) {
    const chat = channel === "chat"
    return new Compose({
      id: "reply",
      say: { ...say.reply, label: chat ? say.reply.label_chat : say.reply.label },
      draft: this.#does.draft,
      post: this.#does.post,
    })
  }

  #open() {
    return [this.#compose.element, h("div", { class: "close" },
      h("p", null, say.solved),
      this.#button(say.close, async () => {
        this.#ours = true
        await this.#does.close()
        this.#ours = false
      }))]
  }

  #closed({ number }) {
    const reopen = async () => {
      if (await this.#does.reopen()) announce(say.reopened_now)
    }
    return [
      h("p", { class: "notice" }, say.closed, " ",
        this.#ours && this.#button(say.undo, reopen, true)),
      this.#compose.written && h("p", null, say.kept),
      h("div", { class: "after-closing" },
        !this.#ours && h("div", null, h("p", null, say.same_matter), this.#button(say.reopen, reopen, true)),
        h("div", null, h("p", null, say.new_matter),
          h("a", { class: "md-button", href: `../contact/?follows=${encodeURIComponent(number)}` }, say.new_case))),
    ].filter(Boolean)
  }

  #button(text, onclick, first) {
    return h("button", { type: "button", class: "md-button", onclick, dataset: first ? { first: "" } : {} }, text)
  }
}
