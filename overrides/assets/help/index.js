// The door of the help dialog: all that a first opening needs is fetched at the same time.
import { place } from "./places.js"

let ready

const begin = async () => {
  const [{ Help }, { words }, said] = await Promise.all([
    import("./dialog.js"), import("../shared/words.js"),
    fetch(new URL("words.json", import.meta.url)).then((answer) => answer.json()),
    import("./ask.js"), styled(),
  ])
  Object.assign(words, said)
  return new Help()
}

/** The one dialog of this page; a failed fetch may be tried again. */
const help = () => ready ??= begin().catch((error) => {
  ready = null
  throw error
})

/** Open it with the question in focus. Without it, the way to people is a page of its own. */
export async function open(opener) {
  try {
    (await help()).open(opener)
  } catch {
    location.assign(place("contact/"))
  }
}

/** Go on where the reader was on the page before, without taking focus. */
export const resume = async () => (await help()).resume()

// The words come without their look otherwise, for a moment.
const styled = () => new Promise((resolve) => {
  const link = Object.assign(document.createElement("link"), {
    rel: "stylesheet", href: new URL("help.css", import.meta.url).href, onload: resolve, onerror: resolve,
  })
  document.head.append(link)
})
