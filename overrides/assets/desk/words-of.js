// Facts of a case in words, for people who work through many.
import { h } from "../shared/h.js"
import { relative, soon, timeElement, when } from "../shared/when.js"
import { words } from "../shared/words.js"
import { seatName } from "./conversation/names.js"

const say = words.desk

export const seat = (id) => (id ? seatName(id) : say.no_seat)

/** Whom we wait for, or that it is closed. */
export const status = (one) => say.status[one.status === "open" && one.waiting_on ? `open_${one.waiting_on}` : one.status]

/** Whether our promise runs: the case is open and it is our turn. */
export const runs = (one) => one.status === "open" && one.waiting_on === "us" && Boolean(one.due)

/** "Due in 2 hours", "Late since 40 minutes ago"; what we wait for when no promise runs. */
export function timeLeft(one) {
  if (!runs(one)) return h("span", null, status(one))
  const late = new Date(one.due) < Date.now()
  return h("span", { class: late ? "late" : null }, late ? say.late : say.due, " ", timeElement(one.due, relative(one.due)))
}

/** "Tuesday 11:00". */
export const dueTime = (one) => timeElement(one.due, Math.abs(new Date(one.due) - Date.now()) < 6 * 864e5 ? soon(one.due) : when(one.due))
