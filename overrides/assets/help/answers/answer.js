// The best section as an answer, and whether it helped.
import { h } from "../../shared/drawing/h.js"
import { remember } from "../../shared/keeping/help-state.js"
import { words } from "../../shared/words/words.js"
import { inThisLanguage } from "./language.js"
import { section } from "./section.js"

export function draw(help, signal) {
  const { state } = help
  inThisLanguage(state)
  const box = h("div", { class: "help-answer", "aria-busy": "true" }, h("p", null, words.help.searching))
  const more = h("a", { href: state.hit.url, class: "md-button md-button--primary" }, words.help.answer.more)
  fill(help, signal, box)
  return [
    state.question && h("p", { class: "help-asked", lang: state.language }, state.question), box, h("p", { class: "help-buttons" }, more),
    judged(help, signal),
    h("p", { class: "help-buttons" }, button(words.help.related.open, () => help.show("related")),
      button(words.help.helped.another, () => another(help))),
  ].filter(Boolean)
}

async function fill(help, signal, box) {
  const { hit } = help.state
  try {
    const { title, section: name, lang, commit, blocks } = await section(hit.url, signal)
    if (signal.aborted) return
    const { pathname, hash } = new URL(hit.url, location)
    Object.assign(hit, { title, section: name, path: pathname, commit })
    remember(help.state, "read", { path: pathname, section: decodeURIComponent(hash.slice(1)) || null, commit, title: name ? `${title}: ${name}` : title })
    help.keep()
    box.replaceChildren(h("p", { class: "help-from" }, words.help.answer.from),
      h("h3", { lang }, title, name && h("span", null, name)), h("div", { lang }, written(blocks)))
    for (const one of box.querySelectorAll(".help-table")) if (one.scrollWidth > one.clientWidth) one.tabIndex = 0
    help.say([name ?? title, ...blocks.map(heard)].map(ended).join(" "))
  } catch (error) {
    if (signal.aborted) return
    box.replaceChildren(h("p", null, words.help.answer.failed))
    help.say(words.help.answer.failed)
  }
  box.ariaBusy = "false"
}

// A screen reader should read a row of a table as a sentence: "E-mail: Within 1 business day, Any time".
const heard = ({ rows, text }) => (rows ? rows.slice(1).map(([first, ...rest]) =>
  ended(`${first}: ${rows[0].length > 3 ? rest.map((cell, place) => `${rows[0][place + 1]} ${cell}`).join(", ") : rest.join(", ")}`)).join(" ") : text)
const ended = (text) => (/[.!?…:]$/.test(text) ? text : `${text}.`)

// Consecutive items of one list become one list again.
function written(blocks) {
  const nodes = []
  for (const { list, rows, text } of blocks) {
    if (rows) nodes.push(table(rows))
    else if (!list) nodes.push(h("p", null, text))
    else if (nodes.at(-1)?.localName === list) nodes.at(-1).append(h("li", null, text))
    else nodes.push(h(list, null, h("li", null, text)))
  }
  return nodes
}

const table = ([heads, ...rows]) => h("div", { class: "help-table" }, h("table", { class: "help-rows" },
  h("thead", null, h("tr", null, heads.map((head) => h("th", { scope: "col" }, head)))),
  h("tbody", null, rows.map(([first, ...cells]) => h("tr", null, h("th", { scope: "row" }, first), cells.map((cell) => h("td", null, cell)))))))

function judged(help, signal) {
  const say = words.help.helped
  const place = h("div", { class: "help-judged", role: "group", aria: { labelledby: "help-helped" } })
  const answered = () => h("p", { tabindex: -1 }, help.state.helped === "yes" ? say.thanks : say.sorry)
  const judge = (helped) => () => {
    help.state.helped = helped
    help.keep()
    place.replaceChildren(answered())
    place.firstChild.focus()
    help.element.toggleAttribute("data-unhelped", helped === "no")
    import("./feedback.js").then(({ tell }) => tell(help.state.hit, helped === "yes", signal)).catch(() => {})   // offline
  }
  place.append(...help.state.helped ? [answered()] : [
    h("p", { id: "help-helped" }, say.question), button(say.yes, judge("yes")), button(say.no, judge("no")),
  ])
  return place
}

function another(help) {
  Object.assign(help.state, { question: "", typed: null })
  help.state.trail = []
  help.show("ask")
}

const button = (text, act) => h("button", { type: "button", class: "help-button", onclick: act }, text)
