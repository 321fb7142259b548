// What has happened in a case, oldest first: who, when, what.
import { h } from "../../shared/h.js"
import { fill } from "../../shared/words.js"
import { clock, day, timeElement } from "../../shared/when.js"
import { icon } from "./icon.js"
import { withLinks } from "./text.js"

/** @typedef {{id, kind, at, author: {name, role}, text, attachments, status}} CaseEvent as the API tells it */

export class Timeline {
  #seen = new Set()
  #say
  #mine
  #language

  /** @param {{say: object, mine: string, language: string}} options words; the reader's role; the language of the texts */
  constructor({ say, mine, language }) {
    this.#say = say
    this.#mine = mine
    this.#language = language
    this.element = h("ol", { class: "timeline", aria: { label: say.timeline } })
  }

  /** Show the events that are not shown yet, and return them. */
  add(events) {
    const fresh = events.filter(({ id }) => !this.#seen.has(id))
    for (const event of fresh) {
      this.#seen.add(event.id)
      this.#place(event.kind === "status" ? this.#happening(event) : this.#message(event), event.at)
    }
    return fresh
  }

  /** "You", or the name of who wrote. */
  author({ author }) {
    return author.role === this.#mine && this.#mine === "requester" ? this.#say.you : author.name || this.#say.roles[author.role]
  }

  // What we send shows at once, so an older message may come after it.
  #place(entry, at) {
    entry.dataset.at = at
    const before = [...this.element.children].findLast((shown) => shown.dataset.at <= at)
    before ? before.after(entry) : this.element.prepend(entry)
  }

  #message(event) {
    const role = this.#say.roles[event.kind === "note" ? "note" : event.author.role]
    const author = this.author(event)
    return h("li", { class: `entry is-${event.kind === "note" ? "note" : event.author.role}` },
      h("div", { class: "entry-head" },
        event.kind === "note" && icon("note"),
        h("b", null, h("bdi", null, author)),
        role && author !== this.#say.you && h("span", { class: "entry-role" }, role),
        moment(event.at)),
      h("div", { class: "entry-text", lang: event.kind === "note" ? null : this.#language, dir: "auto" }, withLinks(event.text ?? "")),
      this.#files(event.attachments))
  }

  #files(attachments) {
    return attachments?.length > 0 && h("ul", { class: "entry-files", aria: { label: this.#say.files } },
      attachments.map((name) => h("li", null, h("bdi", null, name))))
  }

  #happening(event) {
    const words = this.author(event) === this.#say.you ? this.#say.happened_you : this.#say.happened
    return h("li", { class: "entry is-status" },
      h("span", null, fill(words[event.status] ?? words.other, { name: this.author(event) })), " · ", moment(event.at))
  }
}


const moment = (iso) => timeElement(iso, `${day(iso)} ${clock(iso)}`)
