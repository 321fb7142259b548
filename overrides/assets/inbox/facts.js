// The facts of a case that the list and its heading show.
import { h } from "../shared/drawing/h.js"
import { named, words } from "../shared/words/words.js"
import { at } from "../shared/drawing/time.js"

const say = words.inbox

/** "Open, waiting for you", with a shape: never colour alone. */
export const status = ({ status, waiting_on }) =>
  h("span", { class: "mark", dataset: { is: waiting_on ?? status } }, named(say.status, waiting_on ?? status))

/** When our answer is due, while that applies: ["Answer by", "Tuesday 11:00"], or that we are late. The API decides. */
export const promise = ({ due, late }) => (due ? [late ? h("span", { class: "late" }, say.late) : say.due, at(due)] : [])
