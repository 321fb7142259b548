// Entry point of the help dialog: everything that the first opening needs is fetched at the same time.
import { inTime } from "../shared/fetching/in-time.js"
import { place, styled } from "./places.js"

// All imports here: a module imported only by another one would arrive a round trip later.
function fetched() {
  const all = Promise.all([
    import("./dialog.js"), import("../shared/words/words.js"), fetch(new URL("words/first.json", import.meta.url)).then((answer) => answer.json()),
    styled("help.css"), import("./asking/ask.js"), import("./asking/combobox.js"), import("./asking/questions.js"),
    import("../shared/drawing/announce.js"), import("../shared/drawing/h.js"), import("../shared/keeping/help-state.js"), import("../shared/keeping/storage.js"),
  ])
  all.catch(() => {})   // called when somebody opens it
  return all
}
let parts = fetched()   // as soon as the pointer is over the link, before the click
let ready

const begin = async () => {
  const [{ Help }, { add }, said] = await parts
  add(said)
  return new Help()
}

/** The page's only dialog. A failed fetch can be tried again. */
const help = () => ready ??= begin().catch((error) => {
  ready = null
  parts = fetched()
  throw error
})

/** Opens it with the question in focus. If it cannot load, the contact page opens instead. */
export async function open(opener) {
  try {
    (await inTime(help())).open(opener)
  } catch {
    location.assign(place("contact/"))
  }
}

/** Restores the view that the reader had on the previous page, without taking focus. */
export const resume = () => help().then((one) => one.resume()).catch(() => document.documentElement.removeAttribute("data-beside"))
