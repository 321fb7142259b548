// Two forms that cannot be mixed up: the reply goes to the customer, the note stays internal.
import { announce } from "../shared/drawing/announce.js"
import { h } from "../shared/drawing/h.js"
import { tab } from "../shared/keeping/storage.js"
import { fill, words } from "../shared/words/words.js"
import { Compose } from "../shared/conversation/compose.js"
import { button } from "../shared/conversation/frame.js"

const say = words.desk

// Customers' words, and ours about them, must not stay in this browser.
const inThisTab = (name) => ({ load: () => tab.get(name, { text: "", key: "" }), keep: (draft) => tab.set(name, draft), drop: () => tab.remove(name) })

export class Writing {
  #reply
  #note
  #choice
  #does
  #status = null
  #after = h("div", { class: "close" })
  #trouble = h("div", { class: "notice", hidden: true })

  /** @param {{to: string, drafts: string, reply, note, close, reopen, entries}} does the customer's name; how drafts are called; what each action does; events as entries */
  constructor(does) {
    this.#does = does
    const name = { name: does.to ?? "" }
    const form = (kind) => new Compose({
      id: kind,
      say: { ...say[kind], label: fill(say[kind].label, name), send: fill(say[kind].send, name) },
      draft: inThisTab(`${does.drafts}:${kind}`),
      post: does[kind],
      entries: does.entries,
    })
    this.#reply = form("reply")
    this.#note = form("note")
    this.#choice = this.#choose()
    this.element = h("section", { class: "case-foot writing", aria: { label: say.write } }, this.#choice,
      h("div", { class: "write-reply", dataset: { kind: "reply" } }, this.#reply.element),
      h("div", { class: "write-note", dataset: { kind: "note" }, hidden: true },
        h("p", { class: "note-warning" }, say.note.warning), this.#note.element),
      this.#after, this.#trouble)
  }

  get written() { return (this.#chosen === "reply" ? this.#reply : this.#note).written }

  focus() { (this.#chosen === "reply" ? this.#reply : this.#note).focus() }

  show(one) {
    if (one.status === this.#status) return
    const lost = this.#after.contains(document.activeElement)
    this.#status = one.status
    const open = one.status === "open"
    this.#choice.querySelector("[value=reply]").disabled = !open
    if (!open) this.#choice.querySelector("[value=note]").checked = true
    this.#turn()
    const change = button(open ? say.close : say.reopen, () => this.#change())
    this.#after.replaceChildren(open ? say.solved : words.inbox.closed, change)
    if (lost) change.focus()
  }

  tell(text, ...more) {
    this.#trouble.replaceChildren(text, ...more)
    this.#trouble.hidden = false
    announce(text)
  }

  /** The case was not closed, because somebody else changed it first. */
  changed(events) {
    this.tell(say.close_changed, this.#does.entries(events), button(say.close_anyway, () => this.#change(true)))
    this.#trouble.querySelector("button").focus()
  }

  /** Lets the timeline grow without moving the field that somebody is typing in. */
  still(action) {
    const before = this.element.getBoundingClientRect().top
    const answer = action()
    if (this.element.contains(document.activeElement)) scrollBy(0, this.element.getBoundingClientRect().top - before)
    return answer
  }

  async #change(anyway) {
    this.#trouble.hidden = true
    const open = this.#status === "open"
    if (await (open ? this.#does.close(anyway) : this.#does.reopen())) announce(open ? words.inbox.closed : words.inbox.reopened_now)
  }

  get #chosen() { return this.#choice.querySelector(":checked").value }

  #choose() {
    const option = (value) => h("label", { class: `choose-${value}` },
      h("input", { type: "radio", name: "kind", value, checked: value === "reply" }), h("span", null, say[value].choice))
    return h("fieldset", { class: "choice", onchange: () => this.#turn() }, h("legend", { class: "only-heard" }, say.write),
      option("reply"), option("note"))
  }

  #turn() {
    for (const part of this.element.querySelectorAll("[data-kind]")) part.hidden = part.dataset.kind !== this.#chosen
  }
}
