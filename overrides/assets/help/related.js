// What else was found, or that nothing was.
import { h } from "../shared/h.js"
import { remember } from "../shared/help-state.js"
import { plural, words } from "../shared/words.js"
import { place } from "./places.js"

export function draw(help, signal) {
  const box = h("div", null, h("p", null, words.help.searching))
  if (help.state.hits) fill(help, box)
  else look(help, signal, box)
  return [help.state.question && h("p", { class: "help-asked" }, help.state.question), box].filter(Boolean)
}

// A question that was picked has its answer without a search; what is related is looked for now.
async function look(help, signal, box) {
  const { state } = help
  const { hit } = state
  try {
    const { find } = await import("./search.js")
    await find(help, state.question)
    const page = ({ url }) => url.split("#")[0]
    Object.assign(state, { hit, hits: [state.hit, ...state.hits].filter((one) => one && page(one) !== page(hit)) })
    help.keep()
    if (!signal.aborted) fill(help, box)
  } catch {
    if (signal.aborted) return
    box.replaceChildren(h("p", null, words.help.search_failed))
    help.say(words.help.search_failed)
  }
}

function fill(help, box) {
  const { hits, near, suggestion, question } = help.state
  const none = !hits.length
  const told = none ? words.help.none_text : near && words.help.related.near
  box.replaceChildren(...[
    none && h("h3", null, words.help.none),
    told && h("p", null, told),
    suggestion && h("p", null, words.help.did_you_mean, " ", h("button", { type: "button", class: "help-button", onclick: () => again(help, suggestion) }, suggestion), "?"),
    !none && h("ul", { class: "help-hits" }, hits.map((hit) => row(help, hit))),
    !none && h("p", null, h("a", { href: `${place("search/")}?${new URLSearchParams({ q: question })}` }, words.help.related.all)),
  ].filter(Boolean))
  help.say(none ? words.help.none : plural(words.help.found, hits.length))
}

const row = (help, { title, section, url, excerpt, language }) => h("li", { lang: language },
  h("a", { href: url, onclick: () => opened(help, url, section ? `${title}: ${section}` : title) }, section ? `${title}: ${section}` : title), excerpt && h("p", null, excerpt))

function opened(help, url, title) {
  const { origin, pathname, hash } = new URL(url, location)
  if (origin !== location.origin) return
  remember(help.state, "read", { path: pathname, section: decodeURIComponent(hash.slice(1)) || null, commit: null, title })
  help.keep()
}

async function again(help, question) {
  const { find } = await import("./search.js")
  try {
    await find(help, question)
  } catch {
    return help.say(words.help.search_failed)
  }
  help.show(help.state.hit ? "answer" : "related")
}
