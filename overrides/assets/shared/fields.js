// Fields and their mistakes. A field is
//   <div class="field" data-field="NAME"><label for=ID> <p class="hint"> <p class="error" id="ID-error"> CONTROL </div>
// A mistake is said twice in the same words: at its field, and in a summary that gets focus and links to the field.
import { Offline, Problem } from "./api.js"
import { h } from "./h.js"
import { fill, plural, words } from "./words.js"

/** A labelled control, in the same markup as the templates write by hand. The control needs an id. */
export function field(name, label, control, hint) {
  const id = control.id
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`)
  return h("div", { class: "field", dataset: { field: name } },
    h("label", { for: id }, label), hint && h("p", { class: "hint", id: `${id}-hint` }, hint), control)
}

/**
 * Words for a mistake of one field: `said["NAME.CODE"]`, or the common words of the code.
 *
 * @param {{field: string, code: string, params?: object}} error as in a problem document
 * @param {object} [said] a room's own words
 */
export const mistake = ({ field: name, code, params }, said = {}) =>
  fill(said[`${name}.${code}`] ?? words.problem.fields[code] ?? words.problem.fields.other, params)

/** Words for an answer that is not about one field. Rethrows what is neither a Problem nor Offline: that is a bug. */
export function explain(error) {
  if (error instanceof Offline) return words.problem.offline
  if (!(error instanceof Problem)) throw error
  if (error.code === "slow_down") return plural(words.problem.slow_down, Math.ceil((error.retryAfter ?? 60) / 60))
  return words.problem[error.code] ?? words.problem.other
}

/**
 * Show all mistakes at once and move focus to the summary. What was typed stays.
 *
 * @param {HTMLElement} root holds the fields; the summary becomes its first child
 * @param {{field?: string, text: string|Node}[]} mistakes
 * @param {string} [title]
 */
export function showMistakes(root, mistakes, title = words.problem.title) {
  clearMistakes(root)
  const summary = h("div", { class: "mistakes", tabindex: -1, role: "group", aria: { label: title } },
    h("p", { class: "mistakes__title" }, title),
    h("ul", null, mistakes.map(({ field: name, text }) => {
      const control = name && mark(root, name, text)
      return h("li", null, control ? h("a", { href: `#${control.id}`, onclick: (event) => {
        event.preventDefault()   // the address stays clean, and Back leaves the page
        control.focus()
      } }, text) : text)
    })))
  root.prepend(summary)
  summary.focus()
}

function mark(root, name, text) {
  const place = root.querySelector(`[data-field="${CSS.escape(name)}"]`)
  const control = place?.querySelector("input:not(:disabled), select, textarea")
  if (!control || place.closest("[hidden]")) return null
  const id = `${control.id}-error`
  const error = h("p", { class: "error", id }, text)
  const legend = place.querySelector("legend")
  legend ? legend.after(error) : control.before(error)
  control.setAttribute("aria-invalid", "true")
  control.setAttribute("aria-describedby", `${id} ${control.getAttribute("aria-describedby") ?? ""}`.trim())
  return control
}

/** Take all mistakes away again. */
export function clearMistakes(root) {
  for (const old of root.querySelectorAll(".mistakes, .error")) old.remove()
  for (const control of root.querySelectorAll("[aria-invalid]")) {
    const rest = control.getAttribute("aria-describedby").replace(`${control.id}-error`, "").trim()
    control.removeAttribute("aria-invalid")
    rest ? control.setAttribute("aria-describedby", rest) : control.removeAttribute("aria-describedby")
  }
}
