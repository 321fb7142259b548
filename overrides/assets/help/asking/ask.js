// The first view: a question, typed or picked.
import { each, h } from "../../shared/drawing/h.js"
import { remember } from "../../shared/keeping/help-state.js"
import { inTime } from "../../shared/fetching/in-time.js"
import { plural, words } from "../../shared/words/words.js"
import { combobox } from "./combobox.js"
import { suggested } from "./questions.js"

// Focus puts the engine into the browser's cache. The code that opens it and ranks its results is fetched with the
// first letter: many readers pick a question or contact us instead.
async function warm() {
  const { lang } = document.documentElement
  const base = `${__md_scope}pagefind/${lang}/`
  import(`${base}pagefind.js`).catch(() => {})
  const { hash, wasm } = (await (await fetch(`${base}pagefind-entry.json`)).json()).languages[lang]
  await Promise.all([`wasm.${wasm}.pagefind`, `pagefind.${hash}.pf_meta`].map((name) => fetch(base + name).then((answer) => answer.arrayBuffer())))
}
const engine = () => inTime(import("../../shared/search/engine.js"))
const letters = 3   // characters; fewer find nothing useful

export function draw(help, signal) {
  const say = words.help.ask
  const input = h("input", {
    id: "help-question", name: "q", dataset: { focus: "" }, autocomplete: "off", autocapitalize: "off", spellcheck: false,
    enterkeyhint: "search", maxlength: 200, placeholder: say.placeholder, value: help.state.typed ?? help.state.question,
    oninput: () => {
      help.state.typed = input.value
      help.keep()
    },
    onfocus: () => warm().catch(() => {}), onkeydown: () => engine().catch(() => {}),   // the search reports its failure
  })
  const note = h("p", { class: "help-told" })
  const list = h("ul", { id: "help-list", role: "listbox", class: "help-list", hidden: true, aria: { label: say.results } })
  const questions = h("div")
  const form = h("form", { class: "help-ask", role: "search", onsubmit: (event) => {
    event.preventDefault()
    if (box.composing || !input.value.trim()) return
    box.stop()
    search(help, input.value.trim(), note, signal)
  } }, h("label", { for: input.id }, say.label),
  h("div", { class: "help-field" }, input, h("button", { class: "help-send", aria: { label: say.send }, title: say.send }, "→")))
  const box = combobox(input, list, {
    find: async (text) => text.length < letters ? null : (await (await engine()).find(text, { typing: true, limit: 5 })).hits,
    show: (hits) => {
      note.textContent = hits && !hits.length ? words.help.none : ""
      questions.hidden = !!hits?.length
      if (hits) help.say(hits.length ? plural(words.help.count, hits.length) : words.help.none)
    },
    failed: (error) => failed(help, note, error, () => search(help, input.value.trim(), note, signal)),
    pick: (hit) => choose(help, hit.section ? `${hit.title}: ${hit.section}` : hit.title, hit),
    signal,
  })
  suggested(signal).then((all) => questions.replaceChildren(...all.length ? [
    h("h3", null, say.suggested),
    h("ul", { class: "help-questions" }, each(all, ({ ask, url }) =>
      h("li", null, h("button", { type: "button", onclick: () => choose(help, ask, { url }) }, ask)))),
  ] : []))
  return [form, note, list, questions]
}

// A question with one known answer: nothing else has been searched for yet.
function choose(help, question, { url, title, section }) {
  remember(help.state, "asked", question)
  Object.assign(help.state, {
    question, typed: null, language: document.documentElement.lang, hit: { url, title, section }, hits: null, near: false, suggestion: null, topical: false, helped: null,
  })
  help.show("answer")
}

async function search(help, question, note, signal) {
  note.textContent = words.help.searching
  help.state.typed = null
  try {
    const { find } = await inTime(import("./search.js"))
    if (!await find(help, question, signal)) return
  } catch (error) {
    help.state.typed = question
    help.keep()
    if (!signal.aborted) failed(help, note, error, () => search(help, question, note, signal))
    return
  }
  if (!signal.aborted) help.show(help.state.hit ? "answer" : "related")
}

function failed(help, note, error, again) {
  // A module that was truncated, or is of another build, cannot be imported again on this page; typed text is kept.
  if (error instanceof SyntaxError) again = () => location.reload()
  note.replaceChildren(words.help.search_failed, " ", h("button", { type: "button", class: "help-button", onclick: again }, words.help.again))
  help.say(words.help.search_failed)
}
