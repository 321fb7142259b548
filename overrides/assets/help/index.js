// The door of the help dialog: all that a first opening needs is fetched at the same time.
import { inTime } from "../shared/in-time.js"
import { place, styled } from "./places.js"

// All at once: a module that only another one names would come a round trip later.
function fetched() {
  const all = Promise.all([
    import("./dialog.js"), import("../shared/words.js"), fetch(new URL("words.json", import.meta.url)).then((answer) => answer.json()),
    styled("help.css"), import("./ask.js"), import("./combobox.js"), import("./questions.js"),
    import("../shared/announce.js"), import("../shared/h.js"), import("../shared/help-state.js"), import("../shared/storage.js"), import("../shared/drawn.js"),
  ])
  all.catch(() => {})   // told when somebody opens it
  return all
}
let parts = fetched()   // already when the pointer comes near, before the click
let ready

const begin = async () => {
  const [{ Help }, { add }, said] = await parts
  add(said)
  return new Help()
}

/** The one dialog of this page; a failed fetch may be tried again. */
const help = () => ready ??= begin().catch((error) => {
  ready = null
  parts = fetched()
  throw error
})

/** Open it with the question in focus. Without it, the way to people is a page of its own. */
export async function open(opener) {
  try {
    (await inTime(help())).open(opener)
  } catch {
    location.assign(place("contact/"))
  }
}

/** Go on where the reader was on the page before, without taking focus. */
export const resume = () => help().then((one) => one.resume()).catch(() => document.documentElement.removeAttribute("data-beside"))
