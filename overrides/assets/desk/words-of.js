// Facts of a case in words, for people who work through many. The API decides what is late and how long we are open.
import { h } from "../shared/drawing/h.js"
import { fill, language, listed, named, words } from "../shared/words/words.js"
import { at } from "../shared/drawing/time.js"
import { daysAway, inWords } from "../shared/words/times.js"
import { hasSeats, seatName } from "../shared/conversation/names.js"

const say = words.desk

export const seat = (id) => (id ? seatName(id) : hasSeats && say.no_seat)

/** Who the case is waiting for, or that it is closed. */
function status({ status, waiting_on: whom }) {
  const both = `open_${whom}`
  return named(say.status, status === "open" && say.status[both] ? both : status)
}

/** "Due tomorrow 14:30", "Due in 40 min", "Due now", "Late, was due today 10:20"; or who we are waiting for. */
export function timeLeft(one) {
  const { due, late, target, waiting_since: since, minutes_left: left } = one
  if (!due) return h("span", { class: target && "live" }, target && since ? at(since, fill(say.live, { time: inWords(since) })) : status(one))
  const soon = left < 60 && one.no_break && daysAway(due) === 0
  return h("span", { class: late && "late" }, at(due, late ? fill(say.late, { time: inWords(due) })
    : left < 1 && one.no_break ? say.due_now
      : fill(...soon ? [say.due_in, { time: minutes.format(left) }] : [say.due, { time: inWords(due) }])))
}

const unit = (name, unitDisplay) => new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay })
const minutes = unit("minute", "short")

/** "8 hours", "2 hours and 15 minutes". */
const atLength = (left) => listed([["hour", Math.floor(left / 60)], ["minute", left % 60]]
  .filter(([, amount]) => amount).map(([name, amount]) => unit(name, "long").format(amount)))

/** How much of the remaining time is opening hours, when a night or a weekend is in between. */
export const openTime = ({ due, late, no_break, minutes_left: left }) =>
  due && !late && !no_break && left > 0 && h("small", { class: "open-time" }, fill(say.open_time, { time: atLength(left) }))
