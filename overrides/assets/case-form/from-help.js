// What the reader asked and read in the help dialog: shown in words, and sent with the case unless they say no.
import { each, h } from "../shared/drawing/h.js"
import { load, save } from "../shared/keeping/help-state.js"
import { words } from "../shared/words/words.js"

const say = words.from_help

/**
 * Show it in the form, with the last question as the overview when none is written yet.
 *
 * @param {HTMLFormElement} form
 * @returns {{parts: () => {asked: string[], read: object[]}, done: () => void, gone: () => void}|null} null: there is
 *   nothing; `done` tells the dialog, which may be open beside the form, with the event "help-over"; `gone` takes it from
 *   the form
 */
export function bring(form) {
  const { asked, read, along = true } = load()
  if (!asked.length && !read.length) return null
  const { overview } = form.elements
  const prefilled = asked.length && !overview.value
  if (prefilled) overview.value = asked.at(-1)
  const box = h("input", {
    type: "checkbox", id: "case-along", checked: along, "aria-describedby": "case-along-hint",
    onchange: () => save({ ...load(), along: box.checked }),
  })
  const field = h("div", { class: "field choice along", dataset: { field: "along" } },
    box, h("label", { for: box.id }, say.send),
    h("div", { class: "hint", id: "case-along-hint" }, h("p", null, say.hint),
      list(say.asked, each(asked, (question) => h("q", null, question))), list(say.read, each(read, page))))
  const note = prefilled && h("span", { class: "along-note" }, ` ${say.prefilled}`)
  form.querySelector("[data-part=waiting]").before(field)
  if (note) form.querySelector("#case-overview-hint").append(note)
  return {
    parts: () => (box.checked ? { asked, read: read.map(({ path, section, commit }) => ({ path, section, commit })) } : {}),
    gone: () => {
      field.remove()
      note?.remove?.()
    },
    done: () => {
      save({ ...load(), asked: [], read: [], view: "ask", question: "", typed: null, hit: null, hits: null, trail: [], open: false })
      dispatchEvent(new Event("help-over"))
    },
  }
}

const list = (title, items) => items.length > 0 && [h("p", null, title), h("ul", null, items.map((item) => h("li", null, item)))]

const page = ({ path, section, title }) =>
  h("a", { href: path + (section ? `#${section}` : ""), target: "_blank" }, title ?? path, h("span", { class: "only-heard" }, ` ${say.new_tab}`))
