// For a complaint that does not say what is wrong: what we need to know, and articles about what it names.
import { h } from "../../shared/drawing/h.js"
import { json } from "../../shared/fetching/whole.js"
import { suggested } from "../asking/questions.js"

/** @param {(help, hit: object) => Element} row a line for a hit */
export async function fill(help, signal, box, row) {
  const say = await json(new URL("../words/vague.json", import.meta.url).href, { signal })
  const { hits } = help.state
  // It names nothing: show the most frequent questions.
  const others = hits.length ? [] : await suggested(signal)
  if (signal.aborted) return
  box.className = "help-vague"
  box.replaceChildren(...[
    h("h3", null, say.title), h("p", null, say.text),
    h("ul", { class: "help-need" }, say.questions.map((one) => h("li", null, one))),
    h("p", null, say.more),
    h("p", { class: "help-buttons" },
      h("button", { type: "button", class: "md-button md-button--primary", onclick: () => help.show("contact") }, say.write),
      h("button", { type: "button", class: "help-button", onclick: () => help.show("ask") }, say.again)),
    (hits.length || others.length) > 0 && h("h3", null, say.related),
    h("ul", { class: "help-hits" }, hits.length ? hits.map((one) => row(help, one)) : others.map(({ ask, url }) => row(help, { title: ask, url }))),
  ].filter(Boolean))
  help.say([say.title, say.text, ...say.questions].join(" "))
}
