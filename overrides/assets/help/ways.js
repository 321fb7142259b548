// Each channel with its promise; the closed ones with the reason and the time they open.
import { api, Offline, Problem } from "../shared/api.js"
import { h } from "../shared/h.js"
import { opening } from "../shared/hours.js"
import { promised, refusal } from "../shared/offer.js"
import { fill, language, listed, words } from "../shared/words.js"
import { place } from "./places.js"

const locale = () => document.documentElement.lang === "nb" ? "no" : "en"
const client = () => matchMedia("(display-mode: standalone)").matches ? "mobile" : "web"
const why = {
  tier: "channels-by-plan", seat: "seats", client: "mobile", language: "support-languages", hours: "promises-and-opening-hours",
}

/** Nodes that tell how this person reaches us. Throws when neither the API nor the policy's data can be had. */
export async function ways(signal) {
  const policy = await fetch(new URL("../shared/policy.json", import.meta.url), { signal }).then((answer) => answer.json())
  let me
  try {
    me = await api("GET", `/me?client=${client()}&locale=${locale()}`, { signal })
  } catch (error) {
    if (!(error instanceof Problem || error instanceof Offline)) throw error
    const lead = error.status === 401 ? words.help.contact.not_yours : words.help.contact.unknown
    return [h("p", null, lead), ...list(policy, byPlan(policy))]
  }
  const { requester: { name, email }, tier } = me
  const lead = fill(words.help.contact.yours, { name: name || email, tier: words.case_form.tiers[tier] })
  return [h("p", null, lead), ...list(policy, me.channels)]
}

// Nobody we know: the client and the hours are known all the same.
function byPlan(policy) {
  const now = opening(policy)
  const names = Object.fromEntries(policy.tiers.map(({ tier, name }) => [tier, name[locale()]]))
  return policy.channels.map((one) => {
    const refused = {
      client: !policy.clients[client()].includes(one.channel), hours: one.follows_hours && !now.open_now,
    }
    const reasons = policy.reason_order.filter((reason) => refused[reason])
    return {
      ...one, ...now, reasons, allowed: !reasons.length, plans: fill(words.help.contact.with_plan, { tiers: listed(one.tiers.map((tier) => names[tier])) }),
      numbers: one.channel === "phone" ? policy.phone_numbers.map(({ label, number }) => ({ label: label[locale()], number })) : [],
    }
  })
}

const list = (policy, channels) => [
  h("ul", { class: "help-channels" }, channels.filter(({ channel }) => words.offer.channels[channel]).map(row)),
  h("p", { class: "hint" }, hours(policy)),
  h("ul", { class: "help-other" }, policy.communities.map(({ label, link }) => h("li", null, h("a", { href: link[locale()] }, label[locale()])))),
]

function row({ channel, allowed, reasons, plans, ...way }) {
  const start = words.help.contact.start_with[channel]
  return h("li", { class: allowed ? null : "closed" },
    h("h3", null, words.offer.channels[channel]),
    plans && h("p", null, h("a", { href: place("getting-help/channels-by-plan/") }, plans)),
    !allowed && reasons.map((reason) => h("p", { class: "help-why" },
      h("a", { href: place(`getting-help/${why[reason]}/`) }, refusal(channel, reason, way.opens_at)))),
    (allowed || plans) && promised(way),
    allowed && !plans && start && h("p", null, h("a", { href: `${place("contact/")}?channel=${channel}` }, start)))
}

function hours({ zone, hours: { weekdays, opens, closes } }) {
  const all = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  const name = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" })
  // 2024-01-01 was a Monday.
  const days = listed(weekdays.map((day) => name.format(Date.UTC(2024, 0, 1 + all.indexOf(day)))))
  return fill(words.help.contact.hours, { days, opens, closes, zone: zone.split("/").at(-1).replaceAll("_", " ") })
}
