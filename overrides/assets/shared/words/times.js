// Instants (RFC 3339, UTC) in the reader's own zone, on a 24-hour clock, in one form everywhere: "today 09:41",
// "Thursday 11:00", "24 Nov 2026 11:00". The words around a time come from `words.times`.
import { drawn } from "../drawing/h.js"
import { fill, language, words } from "./words.js"

const format = (options) => new Intl.DateTimeFormat(language, options)
const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const [weekday, date] = [{ weekday: "long" }, { dateStyle: "medium" }].map(format)
const near = new Intl.RelativeTimeFormat(language, { numeric: "auto" })

const midnight = (instant) => new Date(instant).setHours(0, 0, 0, 0)

/** "09:41"; anything that is not an instant is shown unchanged, here and below. */
export const time = (iso) => drawn(() => clock.formatToParts(new Date(iso))
  .map(({ type, value }) => (type === "literal" ? words.times.separator : value)).join(""), iso)

/** A time of the policy, such as "08:00", as the page writes it. */
export const clockTime = (text) => text.replace(":", words.times.separator)

/** How many calendar days away an instant is where the reader is: 0 is today. */
export const daysAway = (iso) => Math.round((midnight(iso) - midnight(Date.now())) / 864e5)

const said = (day, iso) => fill(words.times.at, { day, time: time(iso) })

/** "today 09:41", or a weekday or a date when it is further away. */
export const inWords = (iso) => drawn(() => {
  const days = daysAway(iso), far = Math.abs(days)
  return said(far < 2 ? near.format(days, "day") : (far < 7 ? weekday : date).format(new Date(iso)), iso)
}, iso)
