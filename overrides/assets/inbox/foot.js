// The foot of a timeline. Open: reply, close. Closed: reopen for the same question, a new case for another.
import { announce } from "../shared/drawing/announce.js"
import { Drafts } from "../shared/keeping/drafts.js"
import { h, plain } from "../shared/drawing/h.js"
import { words } from "../shared/words/words.js"
import { Compose } from "../shared/conversation/compose.js"
import { button } from "../shared/conversation/frame.js"
import { answersBy } from "../shared/conversation/names.js"

const say = words.inbox

export class Foot {
  element = h("section", { class: "case-foot" })
  #shown = null      // the status that the foot shows now
  #closing = 0       // closed here and now, so it can be undone; a counter, for it can be closed again
  #compose
  #change
  #trouble = h("p", { class: "notice", hidden: true })

  /** @param {{one: object, owner: string, post, change: (what: string) => Promise}} does the case; the drafts' owner; sends a text; calls `/close` or `/reopen` */
  constructor({ one, owner, post, change }) {
    this.#change = change
    const drafts = new Drafts(`varde.reply:${plain(one.number)}`, { text: "", key: "" })
    this.#compose = new Compose({
      id: "reply",
      say: { ...say.reply, label: say.reply[`label_${answersBy(one.channel)}`] ?? say.reply.label },
      draft: { load: () => drafts.of(owner), keep: (draft) => drafts.keep(owner, draft), drop: () => drafts.drop(owner) },
      post,
    })
  }

  get written() { return this.#shown === "open" && this.#compose.written }

  focus() { this.#compose.focus() }

  /** Rebuilds only when the status changes, so that a reader who is typing keeps focus and caret. */
  show({ status, number }) {
    this.#trouble.hidden = true
    if (status === this.#shown) return
    const open = status === "open"
    const had = this.#shown && this.element.contains(document.activeElement) && document.activeElement
    const pressed = had?.closest?.(".close, .notice")   // the reader did it, so focus goes to the undo button
    this.element.replaceChildren(...(open ? this.#open() : this.#closed(number)).filter(Boolean), this.#trouble)
    if (this.#shown) announce(open ? say.reopened_now : say.closed)
    // Somebody else closed it while this reader was typing: the next key must not reopen it.
    if (had) this.element.querySelector(open ? "textarea" : pressed ? "button" : ".notice").focus()
    this.#shown = status
  }

  /** Shows why something did not work. */
  tell(text) {
    this.#trouble.textContent = text
    this.#trouble.hidden = false
    announce(text)
  }

  /** Runs a step that can make the timeline above grow, without moving the field that somebody is typing in. */
  still(action) {
    const before = this.element.getBoundingClientRect().top
    const answer = action()
    if (this.element.contains(document.activeElement)) scrollBy(0, this.element.getBoundingClientRect().top - before)
    return answer
  }

  #open() {
    return [this.#compose.element, h("p", { class: "close" }, say.solved, " ", button(say.close, async () => {
      this.#closing++
      await this.#change("/close")
      this.#closing--
    }))]
  }

  #closed(number) {
    const reopen = () => this.#change("/reopen")
    return [
      h("p", { class: "notice", tabindex: -1 }, say.closed, " ", this.#closing > 0 && button(say.undo, reopen)),
      this.#compose.written && h("p", null, say.kept),
      !this.#closing && h("p", { class: "close" }, say.same_matter, " ", button(say.reopen, reopen)),
      h("p", { class: "close" }, say.new_matter, " ",
        h("a", { class: "md-button", href: `../contact/?follows=${number}` }, say.new_case)),
    ]
  }
}
