// Instants (RFC 3339, UTC) in the reader's own zone and in the language of the page.
import { h } from "./h.js"
import { language } from "./words.js"

const say = (options) => {
  const format = new Intl.DateTimeFormat(language, options)
  return (iso) => format.format(new Date(iso))
}

/** "Tuesday 24 November 2026 at 11:00". */
export const when = say({ dateStyle: "full", timeStyle: "short" })
/** "24 Nov 2026". */
export const day = say({ dateStyle: "medium" })
/** "11:00". */
export const clock = say({ timeStyle: "short" })
/** "Tuesday 11:00": for instants within a week. */
export const soon = say({ weekday: "long", hour: "numeric", minute: "2-digit" })

/** The name of the reader's zone at an instant, such as "Central European Standard Time". */
export const zone = (iso) => new Intl.DateTimeFormat(language, { timeZoneName: "long" })
  .formatToParts(new Date(iso)).find(({ type }) => type === "timeZoneName").value

const steps = Object.entries({ year: 31536e6, month: 2592e6, week: 6048e5, day: 864e5, hour: 36e5, minute: 6e4 })
const distance = new Intl.RelativeTimeFormat(language, { numeric: "auto" })

/** "in 3 hours", "5 minutes ago", "now"; `now` in milliseconds. */
export function relative(iso, now = Date.now()) {
  const apart = new Date(iso) - now
  const [unit, length] = steps.find(([, size]) => Math.abs(apart) >= size) ?? ["second", Infinity]
  return distance.format(Math.trunc(apart / length) || 0, unit)
}

/** A `<time>` that shows `text` and tells the whole instant on hover. */
export const timeElement = (iso, text = when(iso)) => h("time", { datetime: iso, title: when(iso) }, text)
