// What an agent needs to know before answering: the promise, who asks, what they read, what they pointed at.
import { day, timeElement } from "../shared/when.js"
import { h } from "../shared/h.js"
import { words } from "../shared/words.js"
import { channelName, languageName, tierName } from "./conversation/names.js"
import { outside } from "./conversation/text.js"
import { nameOf } from "./rows.js"
import { dueTime, runs, seat, status, timeLeft } from "./words-of.js"

const say = words.desk

export class Facts {
  element = h("aside", { class: "desk-facts", aria: { label: say.facts } })
  #take
  #was = ""

  /** @param {() => void} take what to do when the agent takes this case */
  constructor(take) {
    this.#take = take
  }

  /** @param {object} answer as `GET /cases/{number}` tells an agent  @param {string} me the agent's name */
  show(answer, me) {
    const is = JSON.stringify(answer)
    if (is === this.#was) return
    this.#was = is
    const { case: one, requester = {}, read = [], links = [] } = answer
    this.element.replaceChildren(...[
      list([
        [say.promise, runs(one) ? [timeLeft(one), h("br"), dueTime(one)] : status(one)],
        [say.handled_by, this.#taker(one, me)],
        [words.inbox.number, h("span", { class: "number" }, one.number)],
        [words.inbox.channel, channelName(one.channel)],
        [words.inbox.language, languageName(one.language)],
        [words.inbox.received, timeElement(one.received, day(one.received))],
        [words.inbox.follows, one.follows && h("a", { class: "number", href: `?case=${one.follows}` }, one.follows)],
      ]),
      h("h2", null, say.requester),
      list([
        [say.name, h("bdi", null, requester.name)],
        [say.email, requester.email && h("a", { href: `mailto:${requester.email}` }, h("bdi", null, requester.email))],
        [say.account, account(requester.account)],
        [say.plan, requester.tier && tierName(requester.tier)],
        [say.seat, seat(requester.seat)],
        [say.staff_access, one.staff_access === false ? say.staff_access_off : null],
      ]),
      ...more(say.read, read.map(article)),
      ...more(say.links, links.map(outside)),
    ].filter(Boolean))
  }

  #taker(one, me) {
    const name = nameOf(one.taken_by)
    if (name) return name === me ? say.you : h("bdi", null, name)
    if (one.status !== "open") return null
    return [say.nobody, " ", h("button", { type: "button", class: "md-button", onclick: () => this.#take() }, say.take_this)]
  }
}

const list = (rows) => h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) =>
  h("div", null, h("dt", null, name), h("dd", null, value))))

const account = (one) => one && h("bdi", null, typeof one === "string" ? one : one.name)

const more = (title, items) => (items.length ? [h("h2", null, title), h("ul", null, items.map((item) => h("li", null, item)))] : [])

/** The page a customer read, as a link on this site, with the version it had. */
function article({ path, section, commit }) {
  const url = new URL(`${path.replace(/^\/*/, "/")}${section ? `#${section}` : ""}`, location.origin)
  const name = [path, section && `#${section}`].filter(Boolean).join(" ")
  return [url.origin === location.origin ? h("a", { href: url.pathname + url.hash }, name) : name,
    commit && h("small", null, ` ${say.version} ${commit.slice(0, 7)}`)]
}
