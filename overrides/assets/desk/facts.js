// What an agent needs to know before answering: the promise, who asks, what they read, what they pointed at.
import { h } from "../shared/h.js"
import { words } from "../shared/words.js"
import { button } from "../shared/conversation/frame.js"
import { channelName, languageName, tierName } from "../shared/conversation/names.js"
import { at, outside } from "../shared/conversation/talk.js"
import { dueTime, runs, seat, status, timeLeft } from "./words-of.js"

const say = words.desk

export class Facts {
  element = h("aside", { class: "desk-facts", aria: { label: say.facts } })
  #me
  #take
  #was = ""

  /** @param {string} me the agent's name  @param {() => void} take what to do when the agent takes this case */
  constructor(me, take) {
    this.#me = me
    this.#take = take
  }

  /** @param {object} one the case, as the API tells an agent */
  show(one) {
    const is = JSON.stringify(one)
    if (is === this.#was) return
    this.#was = is
    const { requester, asked, read, links } = one
    this.element.replaceChildren(...[
      list([
        [say.promise, runs(one) ? [timeLeft(one), h("br"), dueTime(one)] : status(one)],
        [say.handled_by, this.#taker(one)],
        [words.inbox.number, h("span", { class: "number" }, one.number)],
        [words.inbox.channel, channelName(one.channel)],
        [words.inbox.language, languageName(one.language)],
        [words.inbox.received, at(one.received)],
        [words.inbox.follows, one.follows && h("a", { class: "number", href: `?case=${one.follows}` }, one.follows)],
      ]),
      h("h2", null, say.requester),
      list([
        [say.name, h("bdi", null, requester.name)],
        [say.email, mail(requester.email)],
        [say.reply_email, one.reply_email !== requester.email && mail(one.reply_email)],
        [say.phone, one.phone && h("a", { href: `tel:${one.phone}` }, one.phone)],
        [say.account, requester.account && h("bdi", null, requester.account)],
        [say.plan, tierName(requester.tier)],
        [say.seat, seat(requester.seat)],
        [say.staff_access, one.staff_access === false ? say.staff_access_off : null],
      ]),
      ...more(say.asked, asked.map((question) => h("q", null, question))),
      ...more(say.read, read.map(article)),
      ...more(say.links, links.map(outside)),
    ].filter(Boolean))
  }

  #taker(one) {
    if (one.taken_by) return one.taken_by === this.#me ? say.you : h("bdi", null, one.taken_by)
    if (one.status !== "open") return null
    return [say.nobody, " ", button(say.take_this, () => this.#take())]
  }
}

const list = (rows) => h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) =>
  h("div", null, h("dt", null, name), h("dd", null, value))))

const mail = (address) => address && h("a", { href: `mailto:${address}` }, h("bdi", null, address))

const more = (title, items) => (items.length ? [h("h2", null, title), h("ul", null, items.map((item) => h("li", null, item)))] : [])

/** The page a customer read, as a link on this site, with the version it had. */
function article({ path, section, commit }) {
  const url = new URL(`${path.replace(/^\/*/, "/")}${section ? `#${section}` : ""}`, location.origin)
  const name = [path, section && `#${section}`].filter(Boolean).join(" ")
  return [url.origin === location.origin ? h("a", { href: url.pathname + url.hash }, name) : name,
    commit && h("small", null, ` ${say.version} ${commit.slice(0, 7)}`)]
}
