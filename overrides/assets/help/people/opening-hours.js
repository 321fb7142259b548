// The opening hours in sentences: the week, the special days of the coming week, and the reader's own time.
import { ahead, elsewhere } from "../../shared/policy/hours.js"
import { clockTime, time } from "../../shared/words/times.js"
import { fill, language, listed, words } from "../../shared/words/words.js"

/** "Opening hours: Monday to Friday, 09:00–17:00 (Oslo). Closed on public holidays. Thursday 24 December: 09:00–12:00." */
export function hours(policy) {
  const room = words.help.contact
  const { zone, hours: { week, without_public_holidays: closed } } = policy
  const same = {} // periods -> weekdays, Monday is 0
  week.forEach((periods, day) => periods.length && (same[periods] ??= []).push(day))
  const groups = Object.values(same).map((days) => [days, week[days[0]]])
  const soon = ahead(policy, 8)
  const usual = soon.find(({ special, instants }) => !special && instants.length)
  return [
    fill(room.hours, {
      hours: groups.map(([days, periods]) =>
        fill(whole(periods) ? room.whole_day_on : room.hours_on, { days: named(days), times: shown(periods) })).join("; "),
      zone: zone.split("/").at(-1).replaceAll("_", " "),
    }),
    closed && room.holidays,
    ...soon.filter(({ special }) => special).map(({ date, periods }) =>
      fill(periods.length ? room.special_day : room.closed_day, { day: written(date), times: shown(periods) })),
    groups.length === 1 && usual && !whole(usual.periods) && elsewhere(policy) && fill(room.your_hours, { times: listed(usual.instants.map(theirs)) }),
  ].filter(Boolean).join(" ")
}

const whole = ([period]) => period === "00:00-24:00"
const shown = (periods) => listed(periods.map((period) => period.split("-").map(clockTime).join("–")))
const theirs = (period) => period.map(time).join("–")
const format = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options })
const day = format({ weekday: "long", day: "numeric", month: "long" })
const weekday = format({ weekday: "long" })

// A sentence begins with it, and Norwegian writes days with a small letter.
const written = (date) => day.format(date).replace(/^./u, (letter) => letter.toLocaleUpperCase())

// Consecutive days are named from first to last, also across the end of the week: Sunday to Thursday.
function named(days) {
  const names = Array.from({ length: 7 }, (_, number) => weekday.format(Date.UTC(2024, 0, 1 + number))) // from a Monday
  const starts = days.filter((one) => !days.includes((one + 6) % 7))
  if (days.length < 3 || starts.length > 1) return listed(days.map((one) => names[one]))
  const first = starts[0] ?? 0
  return fill(words.help.contact.days, { first: names[first], last: names[(first + days.length - 1) % 7] })
}
