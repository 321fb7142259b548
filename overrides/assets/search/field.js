/**
 * A search field that lists up to five articles while you type (the ARIA combobox pattern).
 * The form works without it: Enter with no suggestion chosen goes to the results page.
 */
import { find, load } from "../shared/search/engine.js"
import { around, counted, searchWords } from "./words-of-page.js"

const PAUSE = 120 // ms without a keystroke before we search
const SHOWN = 5
const SHORTEST = 3

/** @param {HTMLFormElement} form with one input[name=q] */
export function suggest(form) {
  const words = searchWords()
  const input = form.querySelector("input[name=q]")
  const list = Object.assign(document.createElement("ul"), { className: "suggestions", id: `${input.id}-list`, hidden: true })
  const status = Object.assign(document.createElement("p"), { className: "sr" })
  list.role = "listbox"
  list.ariaLabel = words.results
  status.role = "status"
  Object.assign(input, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" })
  input.setAttribute("aria-controls", list.id)
  form.append(list, status)
  styled()
  load().catch(() => {})

  let waiting, latest = 0, chosen = -1

  const meant = suggestion => option(`${list.id}-meant`,
    { title: around(words.meant, "question").join(suggestion), url: all(form, suggestion) })

  const close = () => {
    clearTimeout(waiting)
    latest++
    list.hidden = true
    input.ariaExpanded = "false"
    choose(-1)
  }

  const choose = place => {
    chosen = place
    input.removeAttribute("aria-activedescendant")
    ;[...list.children].forEach((option, index) => {
      option.ariaSelected = String(index === place)
      if (index === place) {
        input.setAttribute("aria-activedescendant", option.id)
        option.scrollIntoView({ block: "nearest" })
      }
    })
  }

  const show = async () => {
    const question = input.value.trim()
    if (question.length < SHORTEST) return close()
    const mine = ++latest
    try {
      const found = await find(question, { typing: true, limit: SHOWN })
      if (mine !== latest || !form.contains(document.activeElement)) return
      // A choice made in the previous list, which is still shown, is kept if this list has it too.
      const kept = list.children[chosen]?.dataset.url
      list.replaceChildren(...found.hits.map((hit, place) => option(`${list.id}-${place}`, hit)))
      if (found.suggestion) list.prepend(meant(found.suggestion))
      if (found.total > SHOWN) list.append(option(`${list.id}-all`, { title: words.all, url: all(form, question) }))
      status.textContent = found.total ? counted(words, found.total) : words.none
      list.hidden = !list.children.length
      input.ariaExpanded = String(!list.hidden)
      choose([...list.children].findIndex(({ dataset }) => dataset.url === kept))
    } catch {
      if (mine === latest) status.textContent = words.failed
    }
  }

  const soon = event => {
    clearTimeout(waiting)
    latest++   // drop the search that is still running
    choose(-1)
    if (!event.isComposing) waiting = setTimeout(show, PAUSE)
  }
  input.addEventListener("input", soon)
  input.addEventListener("compositionend", soon)
  input.addEventListener("keydown", event => {
    // An input method is still composing (in Japanese, for example); in Safari only the number shows it.
    if (event.isComposing || event.keyCode === 229) return
    const count = list.hidden ? 0 : list.children.length
    if (event.key === "Escape") {
      if (count) event.preventDefault()
      close()
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault()
      const step = event.key === "ArrowDown" ? 1 : -1
      choose(next(chosen, step, count))
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault()
      location.assign(list.children[chosen].dataset.url)
    }
  })
  form.addEventListener("focusout", event => {
    if (!form.contains(event.relatedTarget)) close()
  })
  // Pressing would move focus, and so close the list, before the click.
  list.addEventListener("pointerdown", event => event.preventDefault())
  list.addEventListener("click", event => {
    const option = event.target.closest("[data-url]")
    if (option) location.assign(option.dataset.url)
  })
  if (input.value.trim()) show()
}

/** The place after `chosen`, in a ring with one extra place: the field itself (-1). */
const next = (chosen, step, count) => (chosen + 1 + step + count + 1) % (count + 1) - 1

const all = (form, question) => `${form.action}?${new URLSearchParams({ q: question })}`

function option(id, { title, section, url }) {
  const item = Object.assign(document.createElement("li"), { id })
  item.role = "option"
  item.dataset.url = url
  item.append(Object.assign(document.createElement("strong"), { textContent: title }))
  if (section) item.append(Object.assign(document.createElement("span"), { textContent: section }))
  return item
}

function styled() {
  const href = new URL("field.css", import.meta.url).href
  if (![...document.styleSheets].some(sheet => sheet.href === href)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }))
  }
}
