// How this reader can contact us: from the API when they are signed in, otherwise what each plan includes.
import { h } from "../../shared/drawing/h.js"
import { signedIn } from "../../shared/who/cookies.js"
import { keptPage } from "../../shared/keeping/kept-pages.js"
import { add, words } from "../../shared/words/words.js"
import { place } from "../places.js"
import { article } from "./article.js"

export function draw(help, signal) {
  const say = words.help.contact
  const { asked, read } = help.state
  // A signed-in reader can have no channel at all; then this link would not help.
  const start = h("a", { class: "md-button md-button--primary", href: place("contact/"), hidden: signedIn() }, say.start)
  const ways = h("div", { class: "help-ways", "aria-busy": "true" })
  const others = [...say.steps, ["phone", say.phone], ["good_case", say.good_case]]
    .filter(([name, text]) => text && words.articles[name])
  const other = h("div", null, others.length > 0 && [h("h3", null, say.other),
    h("ul", { class: "help-other" }, others.map(([name, text]) => h("li", null, article(name, text))))])
  fill(signal, ways, start, other)
  return [
    say.our_languages && h("p", null, say.our_languages),
    h("p", { class: "help-buttons" }, start, h("a", { href: place("inbox/") }, say.cases)),
    (asked.length || read.length) && h("p", { class: "hint" }, say.along),
    ways, other,
  ].filter(Boolean)
}

async function fill(signal, box, start, other) {
  let part
  try {
    const [said, { ways }] = await Promise.all([
      fetch(new URL("../words/contact.json", import.meta.url), { signal }).then((answer) => answer.json()), import("./ways.js"),
    ])
    add(said)
    part = await ways(signal)
  } catch {
    part = { nodes: [h("p", null, words.help.contact.nothing)] }
  }
  if (signal.aborted) return
  box.replaceChildren(...part.nodes.filter(Boolean))
  other.hidden = part.none ?? false
  start.hidden = part.none || !await reachable()
  box.ariaBusy = "false"
}

// Offline, the form is available if it was opened before.
const reachable = async () => navigator.onLine || !!await keptPage(place("contact/"))
