// Instants in lists and timelines, always in the same form: "today 09:41", "Thursday 11:00", "24 Nov 2026 11:00". The API
// decides whether one is too late; the reader's clock only chooses the word for the day.
import { drawn } from "../drawing/drawn.js"
import { h } from "../drawing/h.js"
import { fill, language, words } from "../words/words.js"

const { times } = words.inbox
const format = (options) => new Intl.DateTimeFormat(language, options)
const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const [weekday, date, full] = [{ weekday: "long" }, { dateStyle: "medium" }, { dateStyle: "full" }].map(format)
const near = new Intl.RelativeTimeFormat(language, { numeric: "auto" })

const midnight = (instant) => new Date(instant).setHours(0, 0, 0, 0)
const time = (instant) => clock.formatToParts(instant)
  .map(({ type, value }) => (type === "literal" ? times.separator : value)).join("")

/** How many calendar days away an instant is where the reader is: 0 is today. */
export const daysAway = (iso) => Math.round((midnight(iso) - midnight(Date.now())) / 864e5)

const said = (day, instant) => fill(times.at, { day, time: time(instant) })

/** "today 09:41"; anything that is not an instant is shown unchanged. */
export const inWords = (iso) => drawn(() => {
  const instant = new Date(iso), days = daysAway(iso), far = Math.abs(days)
  return said(far < 2 ? near.format(days, "day") : (far < 7 ? weekday : date).format(instant), instant)
}, iso)

/** A `<time>` showing `text`, with the full instant on hover. */
export const at = (iso, text = inWords(iso)) => drawn(() =>
  h("time", { datetime: iso, title: said(full.format(new Date(iso)), new Date(iso)) }, text), text)
