// A field with a list below it, by the ARIA combobox pattern: focus stays in the field.
import { h, plain } from "../../shared/drawing/h.js"

const pause = 150   // ms without a keystroke before we search

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list a listbox with an id
 * @param {object} how
 * @param {(text: string) => Promise<object[]|null>} how.find null: too short to search for
 * @param {(hits: object[]|null) => void} how.show called after each change of the list
 * @param {(error: Error) => void} how.failed called with the error when the search did not work
 * @param {(hit: object) => void} how.pick
 * @param {AbortSignal} how.signal removes all listeners
 * @returns {{composing: boolean, stop: () => void}} whether an input method is composing a word (Japanese), in which
 *   case Enter belongs to it; and a function that cancels the search for what was typed
 */
export function combobox(input, list, { find, show, failed, pick, signal }) {
  const box = { composing: false, stop }
  let hits = [], chosen = -1, timer = 0, latest = 0
  Object.assign(input, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" })
  input.setAttribute("aria-controls", list.id)

  const choose = (at) => {
    chosen = at
    input.removeAttribute("aria-activedescendant")
    for (const [place, option] of [...list.children].entries()) {
      option.ariaSelected = String(place === at)
      if (place !== at) continue
      input.setAttribute("aria-activedescendant", option.id)
      option.scrollIntoView({ block: "nearest" })
    }
  }
  function stop() {
    clearTimeout(timer)
    latest++
  }
  const fill = (found) => {
    const kept = hits[chosen]?.url   // chosen from the previous list, while this one was being searched for
    latest++
    hits = found ?? []
    list.replaceChildren(...hits.map((hit, at) => h("li", { id: `${list.id}-${at}`, role: "option", onclick: () => pick(hit) },
      h("strong", null, plain(hit.title)), hit.section && h("span", null, plain(hit.section)))))
    list.hidden = !hits.length
    input.ariaExpanded = String(!list.hidden)
    choose(hits.findIndex(({ url }) => url === kept))
    show(found)
  }
  const search = async () => {
    const mine = ++latest
    try {
      const found = await find(input.value.trim())
      if (mine === latest && !signal.aborted) fill(found)
    } catch (error) {
      if (mine === latest && !signal.aborted) failed(error)
    }
  }
  const later = () => {
    stop()   // drop the search that is still running
    choose(-1)
    if (!box.composing) timer = setTimeout(search, pause)
  }
  const press = (event) => {
    if (event.isComposing || event.keyCode === 229) return   // 229: the last key of a composition in Safari
    if (event.key === "Escape") stop()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (list.hidden) return
    if (event.key === "Escape") fill(null)
    else if (step) choose((chosen + 1 + step + hits.length + 1) % (hits.length + 1) - 1)   // a ring; the field is one place
    else if (event.key === "Enter" && chosen >= 0) pick(hits[chosen])
    else return
    event.preventDefault()
  }
  input.addEventListener("input", later, { signal })
  input.addEventListener("keydown", press, { signal })
  input.addEventListener("compositionstart", () => { box.composing = true }, { signal })
  input.addEventListener("compositionend", () => {
    // In Safari the Enter that ends a composition arrives just after it; it does not submit the question.
    setTimeout(() => { box.composing = false }, 50)
    timer = setTimeout(search, pause)
  }, { signal })
  signal.addEventListener("abort", stop)
  return box
}
