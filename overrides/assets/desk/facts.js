// What an agent needs to know before answering: the response time, who asks, what they read, which page they mean.
import { each, h, plain } from "../shared/drawing/h.js"
import { words } from "../shared/words/words.js"
import { button } from "../shared/conversation/frame.js"
import { facts } from "../shared/conversation/facts.js"
import { channelName, languageName, tierName } from "../shared/conversation/names.js"
import { at } from "../shared/drawing/time.js"
import { outside } from "../shared/conversation/talk.js"
import { openTime, seat, timeLeft } from "./words-of.js"

const say = words.desk

export class Facts {
  element = h("aside", { class: "desk-facts", aria: { label: say.facts } })
  #take
  #was = ""

  /** @param {() => void} take what to do when the agent takes this case */
  constructor(take) {
    this.#take = take
  }

  /** @param {object} one the case, as the API sends it to an agent */
  show(one) {
    const is = JSON.stringify(one)
    if (is === this.#was) return
    this.#was = is
    const { number, channel, language, received, follows, reply_email: reply, phone } = one
    const { name, email, account, tier, seat: place } = one.requester ?? {}
    this.element.replaceChildren(
      facts([
        [say.promise, () => [timeLeft(one), openTime(one)], one.due],
        [say.handled_by, () => this.#taker(one), one.taken_by],
        [words.inbox.number, () => h("span", { class: "number" }, number), number],
        [words.inbox.channel, () => channelName(channel), channel],
        [words.inbox.language, () => languageName(language), language],
        [words.inbox.received, () => at(received), received],
        [words.inbox.follows, () => follows && h("a", { class: "number", href: `?case=${follows}` }, follows), follows],
      ]),
      h("h2", null, say.requester),
      facts([
        [say.name, () => h("bdi", null, name), name],
        [say.email, () => mail(email), email],
        [say.reply_email, () => reply !== email && mail(reply), reply],
        [say.phone, () => phone && h("a", { href: `tel:${phone}` }, phone), phone],
        [say.account, () => account && h("bdi", null, account), account],
        [say.plan, () => tierName(tier), tier],
        [say.seat, () => seat(place), place],
        [say.staff_access, () => one.staff_access === false && say.staff_access_off],
      ]),
      ...more(say.asked, one.asked, (question) => h("q", null, question)),
      ...more(say.read, one.read, article),
      ...more(say.links, one.links, outside))
  }

  #taker(one) {
    if (one.taken_by) return one.taken_by_me ? say.you : h("bdi", null, one.taken_by)
    if (one.status !== "open") return null
    return [say.nobody, " ", button(say.take_this, () => this.#take())]
  }
}

const mail = (address) => address && h("a", { href: `mailto:${address}` }, h("bdi", null, address))

function more(title, list, draw) {
  const items = each(list, (one) => h("li", null, draw(one)), (text) => h("li", null, text))
  return items.length ? [h("h2", null, title), h("ul", null, items)] : []
}

/** The page a customer read, as a link on this site, with the version it had. */
function article({ path, section, commit }) {
  const url = new URL(`${path.replace(/^\/*/, "/")}${section ? `#${section}` : ""}`, location.origin)
  const name = [path, section && `#${section}`].filter(Boolean).join(" ")
  return [url.origin === location.origin ? h("a", { href: url.pathname + url.hash }, name) : name,
    commit && h("small", null, ` ${say.version} ${plain(commit).slice(0, 7)}`)]
}
