// What is said about a case in the list and at its top.
import { day, relative, soon, timeElement, when } from "../shared/when.js"
import { h } from "../shared/h.js"
import { words } from "../shared/words.js"

const say = words.inbox

/** "Open, waiting for you". */
export const status = ({ status, waiting_on }) => say.status[status === "open" && waiting_on ? `open_${waiting_on}` : status]

/** A mark with a shape and words: never colour alone. */
export const statusMark = (one) =>
  h("span", { class: "mark", dataset: { status: one.status, waiting: one.waiting_on } }, status(one))

/** The instant of our promise while it counts: open, and our turn. */
export const dueTime = (one) => one.status === "open" && one.waiting_on === "us" && one.due
  ? timeElement(one.due, near(one.due) ? soon(one.due) : when(one.due)) : null

export const late = (one) => new Date(one.due) < Date.now()

/** "Answer by Tuesday 11:00", or that we are late; nothing when nothing is promised now. */
export function duePromise(one) {
  const time = dueTime(one)
  return time && h("span", { class: late(one) ? "late" : null }, late(one) ? say.late : say.due, " ", time)
}

/** "3 hours ago"; older than a week, the day. */
export const ago = (iso) => timeElement(iso, near(iso) ? relative(iso) : day(iso))

const near = (iso) => Math.abs(new Date(iso) - Date.now()) < 6 * 864e5
