// Facts of a case in words, for people who work through many.
import { h } from "../shared/h.js"
import { soon, timeElement, when } from "../shared/instant.js"
import { fill, language, named, words } from "../shared/words.js"
import { seatName } from "../shared/conversation/names.js"

const say = words.desk

export const seat = (id) => (id ? seatName(id) : say.no_seat)

/** Whom we wait for, or that it is closed. */
export function status({ status, waiting_on: whom }) {
  const both = `open_${whom}`
  return named(say.status, status === "open" && say.status[both] ? both : status)
}

/** Whether our promise runs: the case is open and it is our turn. */
export const runs = (one) => one.status === "open" && one.waiting_on === "us" && Boolean(one.due)

/** "Due in 1 hr 40 min", "Late by 40 min"; what we wait for when no promise runs. */
export function timeLeft(one) {
  if (!runs(one)) return h("span", null, status(one))
  const left = new Date(one.due) - Date.now()
  return h("span", { class: left < 0 ? "late" : null }, timeElement(one.due, fill(left < 0 ? say.late : say.due, { time: span(Math.abs(left)) })))
}

const unit = (name) => new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" })
const [days, hours, minutes] = ["day", "hour", "minute"].map(unit)

// "3 days", "14 hr", "1 hr 40 min": as exact as an agent needs it.
function span(ms) {
  const all = Math.floor(ms / 6e4), whole = Math.floor(all / 60)
  if (whole >= 48) return days.format(Math.floor(whole / 24))
  if (whole >= 10 || (whole && !(all % 60))) return hours.format(whole)
  return (whole ? `${hours.format(whole)} ` : "") + minutes.format(all % 60)
}

/** "Tuesday 11:00". */
export const dueTime = (one) => timeElement(one.due, Math.abs(new Date(one.due) - Date.now()) < 6 * 864e5 ? soon(one.due) : when(one.due))
