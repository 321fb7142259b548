// Instants in lists and timelines, always in the same form: "today 09:41", "Thursday 11:00", "24 Nov 2026 11:00". The API
// decides whether one is too late; the reader's clock only chooses the word for the day.
import { drawn } from "../drawing/drawn.js"
import { h } from "../drawing/h.js"
import { dated, format, onDay } from "../words/instant.js"
import { language } from "../words/words.js"

const [weekday, date] = [{ weekday: "long" }, { dateStyle: "medium" }].map(format)
const near = new Intl.RelativeTimeFormat(language, { numeric: "auto" })

const midnight = (instant) => new Date(instant).setHours(0, 0, 0, 0)

/** How many calendar days away an instant is where the reader is: 0 is today. */
export const daysAway = (iso) => Math.round((midnight(iso) - midnight(Date.now())) / 864e5)

/** "today 09:41"; anything that is not an instant is shown unchanged. */
export const inWords = (iso) => drawn(() => {
  const instant = new Date(iso), days = daysAway(iso), far = Math.abs(days)
  return onDay(far < 2 ? near.format(days, "day") : (far < 7 ? weekday : date).format(instant), instant)
}, iso)

/** A `<time>` showing `text`, with the full instant on hover. */
export const at = (iso, text = inWords(iso)) => drawn(() =>
  h("time", { datetime: iso, title: dated(new Date(iso)) }, text), text)
