// The other results, or a message that there are none.
import { each, h } from "../../shared/drawing/h.js"
import { remember } from "../../shared/keeping/help-state.js"
import { inTime } from "../../shared/fetching/in-time.js"
import { plural, words } from "../../shared/words/words.js"
import { place } from "../places.js"
import { inThisLanguage } from "./language.js"

export function draw(help, signal) {
  inThisLanguage(help.state)
  const { hit, hits, question, language } = help.state
  const box = h("div", null, h("p", null, words.help.searching))
  if (hits && (hits.length || !hit)) fill(help, signal, box)
  else look(help, signal, box)
  return [question && h("p", { class: "help-asked", lang: language }, question), box].filter(Boolean)
}

// A picked question is answered without a search; related articles are searched for now.
async function look(help, signal, box) {
  const { state } = help
  const { hit } = state
  try {
    if (!state.hits) {
      const { find } = await inTime(import("../asking/search.js"))
      if (!await find(help, state.question, signal)) return
      // Beside a known answer, results with only some of the words do not help.
      if (hit) Object.assign(state, { hit, hits: state.near ? [] : elsewhere(hit, [state.hit, ...state.hits]), near: false })
    }
    if (hit && !state.hits.length) {
      const { others } = await import("./topic.js")
      const hits = await others(hit.url, signal)
      if (signal.aborted) return
      Object.assign(state, { hits, topical: true })
    }
    help.keep()
    if (!signal.aborted) fill(help, signal, box)
  } catch {
    if (signal.aborted) return
    failed(help, box, () => look(help, signal, box))
  }
}

function failed(help, box, again) {
  box.replaceChildren(h("p", null, words.help.search_failed),
    h("p", null, h("button", { type: "button", class: "help-button", onclick: again }, words.help.again)))
  help.say(words.help.search_failed)
}

const page = ({ url }) => url.split("#")[0]
const elsewhere = (hit, hits) => hits.filter((one) => one && page(one) !== page(hit))

function fill(help, signal, box) {
  const { hit, hits, near, vague, topical, suggestion, question } = help.state
  if (vague && !hit) {
    import("./vague.js").then((one) => one.fill(help, signal, box, row))
      .catch(() => signal.aborted || failed(help, box, () => fill(help, signal, box)))
    return
  }
  const say = words.help.related
  const none = !hits.length
  const note = none ? hit ? say.nothing : words.help.none_text : near ? words.search.related : topical && say.topic
  box.replaceChildren(...[
    none && !hit && h("h3", null, words.help.none),
    note && h("p", null, note),
    suggestion && h("p", null, words.help.did_you_mean, " ", h("button", { type: "button", class: "help-button", onclick: () => again(help, signal, suggestion) }, suggestion), "?"),
    !none && h("ul", { class: "help-hits" }, each(hits, (one) => row(help, one), (text) => h("li", null, text))),
    !none && !topical && h("p", null, h("a", { href: `${place("search/")}?${new URLSearchParams({ q: question })}` }, say.all)),
  ].filter(Boolean))
  help.say(none ? note : `${topical ? `${note} ` : ""}${plural(words.help.found, hits.length)}`)
}

const row = (help, { title, section, url, excerpt, language }) => h("li", { lang: language },
  h("a", { href: url, onclick: () => opened(help, url, section ? `${title}: ${section}` : title) }, section ? `${title}: ${section}` : title), excerpt && h("p", null, excerpt))

function opened(help, url, title) {
  const { origin, pathname, hash } = new URL(url, location)
  if (origin !== location.origin) return
  remember(help.state, "read", { path: pathname, section: decodeURIComponent(hash.slice(1)) || null, commit: null, title })
  help.keep()
}

async function again(help, signal, question) {
  try {
    const { find } = await inTime(import("../asking/search.js"))
    if (!await find(help, question, signal)) return
  } catch {
    return help.say(words.help.search_failed)
  }
  if (!signal.aborted) help.show(help.state.hit ? "answer" : "related")
}
