// Each channel with its response time; closed channels with the reason and when they open.
import { api, Offline, Problem } from "../../shared/fetching/api.js"
import { each, entries, h, plain } from "../../shared/drawing/h.js"
import { elsewhere, opening } from "../../shared/policy/hours.js"
import { clientOf } from "../../shared/policy/client.js"
import { promised, refusals } from "../../shared/policy/offer.js"
import { fill, listed, named, words } from "../../shared/words/words.js"
import { place } from "../places.js"
import { hours } from "./opening-hours.js"

const locale = () => document.documentElement.lang === "nb" ? "no" : "en"
const why = {
  tier: "channels-by-plan", seat: "seats", client: "mobile", language: "support-languages", hours: "promises-and-opening-hours",
}

/**
 * How this person can contact us: `{nodes, none}`, where `none` means that no channel is available to them.
 *
 * Throws when neither the API nor the policy's data is available.
 */
export async function ways(signal) {
  const policy = await fetch(new URL("../../shared/policy/policy.json", import.meta.url), { signal }).then((answer) => answer.json())
  const room = words.help.contact
  const client = clientOf(policy, matchMedia("(display-mode: standalone)").matches)
  let me
  try {
    me = await api("GET", `/me?client=${client}&locale=${locale()}`, { signal })
  } catch (error) {
    if (!(error instanceof Problem || error instanceof Offline)) throw error
    const away = navigator.onLine ? error.status !== 401 && room.away : room.offline
    const lead = error.status === 401 ? room.not_yours : room.unknown
    return { none: false, nodes: [
      away && h("p", null, `${away} `, h("a", { href: `mailto:${policy.support_address}` }, policy.support_address)),
      h("p", null, lead), ...list(policy, byPlan(policy, client)), communities(policy),
    ] }
  }
  const { requester, tier, open_topics: topics } = me
  const channels = entries(me.channels).filter((way) => words.offer.channels[plain(way?.channel)])
  const none = !channels.some(({ allowed }) => allowed)
  const lead = fill(none ? room.none_yours : room.yours, { name: requester?.name || requester?.email, tier: named(words.case_form.tiers, tier) })
  const all = list(policy, channels)
  return { none, nodes: [h("p", null, lead), ...none ? [instead(policy, topics), h("h3", null, room.refused), ...all] : [...all, communities(policy)]] }
}

// The reader is unknown, but their client and the opening hours are not.
function byPlan(policy, client) {
  const now = opening(policy)
  const names = Object.fromEntries(policy.tiers.map(({ tier, name }) => [tier, name[locale()]]))
  return policy.channels.map((one) => {
    const refused = {
      client: !policy.clients[client].channels.includes(one.channel), hours: one.follows_hours && !now.open_now,
    }
    const reasons = policy.reason_order.filter((reason) => refused[reason])
    return {
      ...one, ...now, reasons, allowed: !reasons.length, plans: fill(words.help.contact.with_plan, { tiers: listed(one.tiers.map((tier) => names[tier])) }),
      numbers: one.answers_by === "dial" ? policy.phone_numbers.map(({ label, number }) => ({ label: label[locale()], number })) : [],
    }
  })
}

// Open channels first; the others are for readers who wonder why.
function list(policy, channels) {
  const known = channels.filter(({ channel }) => words.offer.channels[channel])
  const sorted = known.sort((one, other) => other.allowed - one.allowed)
  return [
    h("ul", { class: "help-channels" }, each(sorted, (way) => row(way, elsewhere(policy)), (text) => h("li", null, text))),
    h("p", { class: "hint" }, hours(policy)),
  ]
}

const links = (all) => h("ul", { class: "help-other" }, all.map(([href, text]) => h("li", null, h("a", { href }, text))))
const forums = ({ communities: all }) => all.map(({ label, link }) => [link[locale()], label[locale()]])
const communities = (policy) => links(forums(policy))

// Nothing is available to them: what they can still do. A locked-out person can always write (P11, D7).
function instead(policy, topics) {
  const say = words.help.contact.instead
  return links([
    [place("search/"), say.articles], ...forums(policy),
    ...entries(topics?.sign_in).length ? [[place("contact/?topic=sign_in"), say.sign_in]] : [],
    [place("getting-help/channels-by-plan/"), say.plans],
  ])
}

function row({ plans, ...way }, away) {
  const { channel, allowed } = way
  const start = words.help.contact.start_with[channel]
  return h("li", { class: allowed ? null : plans ? "closed" : "closed refused" },
    h("h3", null, words.offer.channels[channel]),
    plans && h("p", null, h("a", { href: place("getting-help/channels-by-plan/") }, plans)),
    !allowed && refusals(way, away).map(([reason, text]) => h("p", { class: "help-why" },
      h("a", { href: place(`getting-help/${why[reason]}/`) }, text))),
    (allowed || plans) && promised(way),
    allowed && !plans && start && h("p", null, h("a", { href: `${place("contact/")}?channel=${channel}` }, start)))
}
