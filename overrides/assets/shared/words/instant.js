// Instants (RFC 3339, UTC) in the reader's own zone and in the language of the page, on a 24-hour clock as in the policy.
import { h } from "../drawing/h.js"
import { drawn } from "../drawing/drawn.js"
import { fill, language, words } from "./words.js"

export const format = (options) => new Intl.DateTimeFormat(language, options)
const digits = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const [weekday, full] = [{ weekday: "long" }, { dateStyle: "full" }].map(format)
const today = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "day")

/** "09:41", or "09.41" in a language that writes a full stop: browsers write a colon in Norwegian. */
export const clock = (instant) => digits.formatToParts(instant)
  .map(({ type, value }) => (type === "literal" ? words.times.separator : value)).join("")

/** "09.00" for the policy's "09:00". */
export const wall = (time) => time.replace(":", words.times.separator)

/** A day in words and the time of an instant: "today 09:41". */
export const onDay = (day, instant) => fill(words.times.at, { day, time: clock(instant) })

/** "Tuesday 24 November 2026 at 11:00"; throws for an invalid date. */
export const dated = (instant) => fill(words.times.long, { day: full.format(instant), time: clock(instant) })

// Anything that is not an instant is shown unchanged.
const shown = (of) => (iso) => drawn(() => of(new Date(iso)), iso)
export const when = shown(dated)

/** "Tuesday 11:00", or "today 11:00": for instants within a week. */
export const soon = shown((instant) =>
  onDay(instant.toDateString() === new Date().toDateString() ? today : weekday.format(instant), instant))

/** The name of the reader's zone at an instant: "Central European Standard Time". */
export const zone = (iso) => drawn(() => format({ timeZoneName: "long" })
  .formatToParts(new Date(iso)).find(({ type }) => type === "timeZoneName").value)

/** A `<time>` that shows `text`, with the full instant on hover. */
export const timeElement = (iso, text = when(iso)) => h("time", { datetime: iso, title: when(iso) }, text)
