// Mistakes in the fields of a form (field.js). A mistake appears twice in the same words: at its field, and in a summary
// that gets focus and links to the field. Fetched when somebody begins to write.
import { each, h } from "./h.js"
import { explain, mistake } from "../words/explain.js"
import { fill, words } from "../words/words.js"

/**
 * Show all mistakes at once and move focus to the summary, the new first child of `root`. Typed text stays.
 *
 * @param {HTMLElement} root contains the fields
 * @param {{field?: string, text: string}[]} mistakes
 */
export function showMistakes(root, mistakes, title = words.problem.title) {
  clearMistakes(root)
  const summary = h("div", { class: "mistakes", tabindex: -1, role: "group", aria: { label: title } },
    h("b", null, title), h("ul", null, mistakes.map(({ field: name, text }) => h("li", null, marked(root, name, text)))))
  root.prepend(summary)
  summary.focus()
}

/** The same for an error of api(). A mistake in one line of a field quotes the line. */
export const showProblem = (root, error, said) => showMistakes(root, error.errors?.length
  ? each(error.errors, (one) => {
    const [field, place] = one.field?.split(/[.[\]]/) ?? []
    const line = root.querySelector(`[data-field="${CSS.escape(field)}"] textarea`)?.value.split("\n").filter((each) => each.trim())[place]
    return { field, text: (line ? fill(words.problem.line, { line: line.trim().slice(0, 60) }) : "") + mistake(one, said) }
  }, () => ({ text: words.problem.fields.other }))
  : [{ text: explain(error) }])

function marked(root, name, text) {
  const place = root.querySelector(`[data-field="${CSS.escape(name)}"]`)
  const control = place?.querySelector("input:enabled, select, textarea")
  if (!control) return text
  const error = place.querySelector(".error")
  error.textContent = [error.textContent, text].filter(Boolean).join(" ")
  control.ariaInvalid = "true"
  return h("a", { href: `#${control.id}`, onclick: (event) => {
    event.preventDefault()   // so that Back leaves the page instead of returning to the summary
    control.focus()
  } }, text)
}

/** Removes all mistakes. */
export function clearMistakes(root) {
  root.querySelector(".mistakes")?.remove()
  for (const error of root.querySelectorAll(".error")) error.textContent = ""
  for (const control of root.querySelectorAll("[aria-invalid]")) control.ariaInvalid = null
}
