// Opening hours in the policy's zone; the API decides with the same rules (calendar.py, promise.py).
const day = 864e5

/**
 * Whether support is open, and if not, when it opens.
 *
 * @param {{zone: string, hours: object}} policy
 * @param {Date} [now]
 * @returns {{open_now: boolean, opens_at: string|null}} `opens_at` is an instant (RFC 3339)
 */
export function opening(policy, now = new Date()) {
  const today = midnight(now, policy.zone)
  // The policy refuses a calendar that never opens in so many days.
  for (let ahead = 0; ahead < 400; ahead++) {
    for (const [opens, closes] of instants(policy, today + ahead * day)) {
      if (opens >= closes || now >= closes) continue
      return now < opens ? { open_now: false, opens_at: new Date(opens).toISOString() } : { open_now: true, opens_at: null }
    }
  }
  return { open_now: false, opens_at: null }
}

/**
 * The days ahead, from today in the policy's zone on.
 *
 * @returns {{date: Date, periods: string[], special: boolean, instants: number[][]}[]} `date` is the local day at UTC
 *   midnight, `periods` are as written in the policy ("09:00-17:00"), `special` days differ from their weekday, `instants`
 *   are the openings and closings in milliseconds
 */
export const ahead = (policy, days, now = new Date()) => Array.from({ length: days }, (_, at) => {
  const date = midnight(now, policy.zone) + at * day
  return { date: new Date(date), periods: periods(policy, date), special: named(date) in policy.hours.days, instants: instants(policy, date) }
})

/** Whether the reader's clock shows another time than the policy's zone. */
export const elsewhere = ({ zone }, now = new Date()) => wall(now, zone) !== wall(now)

const named = (date) => new Date(date).toISOString().slice(0, 10)
// Monday comes first in the policy.
const periods = ({ hours }, date) => hours.days[named(date)] ?? hours.week[(new Date(date).getUTCDay() + 6) % 7]
const instants = (policy, date) => periods(policy, date)
  .map((period) => period.split("-").map((clock) => instant(date + minutes(clock), policy.zone)))

const minutes = (clock) => {
  const [hour, minute] = clock.split(":")
  return (hour * 60 + +minute) * 6e4
}

// The zone's local time as if it were UTC, in milliseconds; without a zone, the reader's.
function wall(at, zone) {
  const parts = new Intl.DateTimeFormat(undefined, {
    calendar: "iso8601", numberingSystem: "latn",
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(at)
  const [year, month, date, hour, minute, second] = ["year", "month", "day", "hour", "minute", "second"]
    .map((type) => +parts.find((part) => part.type === type).value)
  return Date.UTC(year, month - 1, date, hour, minute, second)
}

const midnight = (at, zone) => {
  const local = wall(at, zone)
  return local - local % day
}

// As RFC 5545 reads local times: one that comes twice is its first, one that is skipped has the offset before the change.
function instant(shown, zone) {
  const [before, after] = [shown - day, shown + day].map((near) => shown - (wall(near, zone) - near))
  return wall(before, zone) === shown || wall(after, zone) !== shown ? before : after
}
