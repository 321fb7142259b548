// Opening hours in the policy's zone, for now; the API decides with the same rules (promise.py).
const day = 864e5

/**
 * Whether support is open, and if not, when it opens.
 *
 * @param {{zone: string, hours: object}} policy
 * @param {Date} [now]
 * @returns {{open_now: boolean, opens_at: string|null}} `opens_at` is an instant (RFC 3339)
 */
export function opening({ zone, hours }, now = new Date()) {
  const local = wall(now, zone)
  for (let ahead = 0; ahead < 30; ahead++) {
    const date = new Date(local - local % day + ahead * day)
    if (!works(date, hours)) continue
    const opens = +date + minutes(hours.opens)
    const closes = +date + minutes(hours.closes)
    if (local < opens) return { open_now: false, opens_at: instant(opens, zone) }
    if (local < closes) return { open_now: true, opens_at: null }
  }
  return { open_now: false, opens_at: null }
}

/**
 * Today's opening time where the reader is.
 *
 * @returns {{elsewhere: boolean, instants: string[]}} whether the reader is in another time zone than the policy's, and
 *   when we open and close
 */
export function here({ zone, hours: { opens, closes } }, now = new Date()) {
  const local = wall(now, zone)
  return {
    elsewhere: local !== wall(now), instants: [opens, closes].map((clock) => instant(local - local % day + minutes(clock), zone)),
  }
}

const works = (date, { weekdays, closed_days }) =>
  weekdays.includes(["sun", "mon", "tue", "wed", "thu", "fri", "sat"][date.getUTCDay()])
  && !closed_days.includes(date.toISOString().slice(0, 10))

const minutes = (clock) => {
  const [hour, minute] = clock.split(":")
  return (hour * 60 + +minute) * 6e4
}

// The zone's local time as if it were UTC, in milliseconds.
function wall(at, zone) {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(at)
  const [year, month, date, hour, minute, second] = ["year", "month", "day", "hour", "minute", "second"]
    .map((type) => +parts.find((part) => part.type === type).value)
  return Date.UTC(year, month - 1, date, hour, minute, second)
}

const instant = (shown, zone) => new Date(shown - (wall(new Date(shown), zone) - shown)).toISOString()
