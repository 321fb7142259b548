// What is said about a case in the list and at its top.
import { h } from "../shared/h.js"
import { soon, timeElement, when } from "../shared/instant.js"
import { named, words } from "../shared/words.js"

const say = words.inbox

/** Whether an instant is so near that a weekday names it. */
export const near = (iso) => Math.abs(new Date(iso) - Date.now()) < 6 * 864e5

/** "Open, waiting for you", with a shape: never colour alone. */
export const status = ({ status, waiting_on }) =>
  h("span", { class: "mark", dataset: { is: waiting_on ?? status } }, named(say.status, waiting_on ?? status))

/** What we promised, while it counts: ["Answer by", "Tuesday 11:00"], or that we are late. */
export const promise = ({ due }) => (due ? [new Date(due) < Date.now() ? h("span", { class: "late" }, say.late) : say.due,
  timeElement(due, (near(due) ? soon : when)(due))] : [])
