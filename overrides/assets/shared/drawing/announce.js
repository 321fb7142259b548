// One polite live region per page, or per open dialog: showModal() silences everything outside it.
import { h } from "./h.js"

/** Say something to a screen reader without moving focus. `within` is the open dialog, if there is one. */
export function announce(text, within = document.body) {
  let region = within.querySelector(":scope > [data-announcer]")
  if (!region) within.append(region = h("div", { class: "only-heard", role: "status", dataset: { announcer: "" } }))
  region.textContent = ""
  setTimeout(() => { region.textContent = text }, 100)   // a screen reader repeats the same words only after a change
}
