// Instants (RFC 3339, UTC) in the reader's own zone and in the language of the page.
import { h } from "../drawing/h.js"
import { drawn } from "../drawing/drawn.js"
import { language } from "./words.js"

/**
 * A function that formats instants on a 24-hour clock, as the policy does; options as for Intl.DateTimeFormat.
 * Anything that is not an instant is shown unchanged.
 */
export const say = (options) => {
  const format = new Intl.DateTimeFormat(language, { hourCycle: "h23", ...options })
  return (iso) => drawn(() => format.format(new Date(iso)), iso)
}

/** "Tuesday 24 November 2026 at 11:00". */
export const when = say({ dateStyle: "full", timeStyle: "short" })
const clock = say({ hour: "numeric", minute: "2-digit" })
const weekday = say({ weekday: "long", hour: "numeric", minute: "2-digit" })
const today = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "day")

/** "Tuesday 11:00", or "today 11:00": for instants within a week. */
export const soon = (iso) => new Date(iso).toDateString() === new Date().toDateString() ? `${today} ${clock(iso)}` : weekday(iso)
/** The name of the reader's zone at an instant: "Central European Standard Time". */
export const zone = (iso) => drawn(() => new Intl.DateTimeFormat(language, { timeZoneName: "long" })
  .formatToParts(new Date(iso)).find(({ type }) => type === "timeZoneName").value)

/** A `<time>` that shows `text`, with the full instant on hover. */
export const timeElement = (iso, text = when(iso)) => h("time", { datetime: iso, title: when(iso) }, text)
