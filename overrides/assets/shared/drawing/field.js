// A field, here and in the templates, is
//   <div class="field" data-field="NAME"><label for="ID"> <p class="hint" id="ID-hint"> <p class="error" id="ID-error">
//   <input id="ID" aria-describedby="ID-hint ID-error"> </div>
import { h } from "./h.js"

/** A field around a control that has an id. */
export function field(name, label, control, hint) {
  const { id } = control
  control.setAttribute("aria-describedby", `${id}-hint ${id}-error`)
  return h("div", { class: "field", dataset: { field: name } },
    h("label", { for: id }, label), h("p", { class: "hint", id: `${id}-hint` }, hint), h("p", { class: "error", id: `${id}-error` }), control)
}
