// Each channel with its response time; closed channels with the reason and when they open.
import { api, Offline, Problem } from "../../shared/fetching/api.js"
import { each, entries, h, plain } from "../../shared/drawing/h.js"
import { elsewhere, opening } from "../../shared/policy/hours.js"
import { clientOf } from "../../shared/policy/client.js"
import { locale } from "../../shared/words/locales.js"
import { isAnswered, promised, refusals } from "../../shared/policy/offer.js"
import { fill, listed, words } from "../../shared/words/words.js"
import { place } from "../places.js"
import { article } from "./article.js"
import { hours } from "./opening-hours.js"

// The article that explains why a channel is not available.
const why = { tier: "plans", seat: "seats", client: "mobile", language: "languages", hours: "hours" }

/**
 * How this person can contact us: `{nodes, none}`, where `none` means that no channel is available to them.
 *
 * Throws when neither the API nor the policy's data is available.
 */
export async function ways(signal) {
  const policy = await fetch(new URL("../../shared/policy/policy.json", import.meta.url), { signal }).then((answer) => answer.json())
  const room = words.help.contact
  const client = clientOf(policy.clients)
  let me
  try {
    me = await api("GET", `/me?client=${client}&locale=${locale.id}`, { signal })
  } catch (error) {
    if (!(error instanceof Problem || error instanceof Offline)) throw error
    const away = navigator.onLine ? error.status !== 401 && room.away : room.offline
    const lead = error.status === 401 ? room.not_yours : room.unknown
    return { none: false, nodes: [
      away && h("p", null, `${away} `, h("a", { href: `mailto:${policy.support_address}` }, policy.support_address)),
      h("p", null, lead), ...list(policy, byPlan(policy, client)), communities(policy),
    ] }
  }
  const { requester, tier_name: tier, client_name, open_topics: topics } = me
  const channels = entries(me.channels).map((way) => ({ ...way, client: client_name }))
  const none = !channels.some((way) => way.allowed && isAnswered(way))
  const lead = fill(none ? room.none_yours : room.yours, { name: requester?.name || requester?.email, tier })
  const all = list(policy, channels)
  return { none, nodes: [h("p", null, lead), ...none ? [instead(policy, topics), h("h3", null, room.refused), ...all] : [...all, communities(policy)]] }
}

// The reader is unknown, but their client and the opening hours are not.
function byPlan(policy, client) {
  const now = opening(policy)
  const names = Object.fromEntries(policy.tiers.map(({ tier, name }) => [tier, name[locale.id]]))
  return policy.channels.map((one) => {
    const refused = {
      client: !policy.clients[client].channels.includes(one.channel), hours: one.follows_hours && !now.open_now,
    }
    const reasons = policy.reason_order.filter((reason) => refused[reason])
    return {
      ...one, ...now, name: one.name[locale.id], client: policy.clients[client].name[locale.id], reasons, allowed: !reasons.length,
      plans: fill(words.help.contact.with_plan, { tiers: listed(one.tiers.map((tier) => names[tier])) }),
      numbers: one.answers_by === "dial" ? policy.phone_numbers.map(({ label, number }) => ({ label: label[locale.id], number })) : [],
    }
  })
}

// Open channels first; the others are for readers who wonder why.
function list(policy, channels) {
  const sorted = channels.filter(isAnswered).sort((one, other) => other.allowed - one.allowed)
  return [
    h("ul", { class: "help-channels" }, each(sorted, (way) => row(way, elsewhere(policy)), (text) => h("li", null, text))),
    h("p", { class: "hint" }, hours(policy)),
  ]
}

const links = (all) => h("ul", { class: "help-other" }, all.map(([href, text]) => h("li", null, h("a", { href }, text))))
const forums = ({ communities: all }) => all.map(({ label, link }) => [link[locale.id], label[locale.id]])
const communities = (policy) => links(forums(policy))

// Nothing is available to them: what they can still do. A locked-out person can always write (P11, D7).
function instead(policy, topics) {
  const say = words.help.contact.instead
  return links([
    [place("search/"), say.articles], ...forums(policy),
    ...policy.topics.filter(({ topic }) => entries(topics?.[topic]).length)
      .map(({ topic, name }) => [place(`contact/?topic=${topic}`), fill(say.topic, { topic: name[locale.id] })]),
    ...words.articles.plans ? [[place(words.articles.plans), say.plans]] : [],
  ])
}

function row({ plans, ...way }, away) {
  const { channel, allowed } = way
  const start = words.help.contact.start_with[way.answers_by]
  return h("li", { class: allowed ? null : plans ? "closed" : "closed refused" },
    h("h3", null, plain(way.name)),
    plans && h("p", null, article("plans", plans)),
    !allowed && refusals(way, away).map(([reason, text]) => h("p", { class: "help-why" }, article(why[reason], text))),
    (allowed || plans) && promised(way),
    allowed && !plans && start && h("p", null, h("a", { href: `${place("contact/")}?channel=${channel}` }, start)))
}
