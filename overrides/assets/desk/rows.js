// The rows of the queue, kept by case number: a refresh moves no row that stays and takes no focus.
import { drawn, h, plain } from "../shared/drawing/h.js"
import { fill, plural, words } from "../shared/words/words.js"
import { channelName, languageName, tierName } from "../shared/conversation/names.js"
import { seat, timeLeft } from "./words-of.js"

const say = words.desk

export class Rows {
  #shown = new Map()   // case number -> {row, was}

  /** @param {(number: string) => void} take what to do when an agent takes a case */
  constructor(take) {
    this.element = h("ol", { class: "rows queue", onclick: ({ target }) => {
      const button = target.closest("button[data-take]")
      if (button) take(button.dataset.take)
    } })
  }

  get length() { return this.#shown.size }

  /** Put focus on the row at this place, if there is one. */
  focus(place) { this.element.children[place]?.querySelector("a")?.focus() }

  show(cases) {
    // Remove first: otherwise every row below a removed one would be moved, and a moved row loses focus.
    const numbers = new Set(cases.map((one) => one?.number))
    for (const [number, { row }] of this.#shown) {
      if (numbers.has(number)) continue
      row.remove()
      this.#shown.delete(number)
    }
    let place = this.element.firstElementChild
    for (const one of cases) {
      const row = this.#row(one)
      if (row === place) place = place.nextElementSibling
      else this.element.insertBefore(row, place)
    }
  }

  #row(one) {
    const number = one?.number
    const known = this.#shown.get(number) ?? { row: h("li", { class: "row" }), was: "" }
    const time = drawn(() => timeLeft(one), one?.due)
    const is = JSON.stringify(one)
    if (is !== known.was) {
      const had = known.row.contains(document.activeElement)
      known.row.replaceChildren(...[drawn(() => contents(one, time), one)].flat().filter(Boolean))
      if (had) queueMicrotask(() => known.row.querySelector("a")?.focus())   // once it is in the list
    } else known.row.querySelector(".queue-due")?.replaceChildren(time)
    known.was = is
    this.#shown.set(number, known)
    return known.row
  }
}

// An agent sees no more of a case of their own than its requester does.
const isOwn = ({ own, requester }) => own && !requester

const contents = (one, time) => [
  h("p", { class: "queue-due" }, time),
  h("a", { class: "row-title", href: `${isOwn(one) ? "../inbox/" : ""}?case=${encodeURIComponent(one.number)}` },
    h("bdi", { lang: one.language }, plain(one.overview) || plain(one.number))),
  h("p", { class: "row-facts" },
    ...isOwn(one) ? [h("span", null, say.own)] : [
      h("span", null, h("bdi", null, plain(one.requester?.name))),
      h("span", { class: "plan" }, tierName(one.requester?.tier)),
      h("span", null, seat(one.requester?.seat)),
    ],
    h("span", { class: "tongue" }, languageName(one.language)),
    h("span", null, channelName(one.channel)),
    one.by_call && one.phone && !isOwn(one) && h("span", null, h("a", { class: "number", href: `tel:${one.phone}` }, plain(one.phone))),
    one.attempts > 0 && h("span", null, plural(say.attempts, one.attempts)),
    h("span", { class: "number" }, plain(one.number))),
  h("p", { class: "queue-take" }, one.taken_by
    ? h("span", null, fill(say.taken_by, { name: "" }), h("bdi", null, plain(one.taken_by)))
    : one.status === "open" && !isOwn(one) && h("button", { type: "button", class: "md-button", dataset: { take: one.number } },
      say.take, h("span", { class: "only-heard" }, " ", one.number))),
]
