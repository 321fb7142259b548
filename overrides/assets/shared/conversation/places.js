// Where somebody is signed in: each browser, and a button that signs it out there.
import { announce } from "../drawing/announce.js"
import { api } from "../fetching/api.js"
import { each, h } from "../drawing/h.js"
import { explain } from "../words/explain.js"
import { fill, plural } from "../words/words.js"
import { at } from "../drawing/time.js"
import { button, refused } from "./frame.js"

/**
 * Show the list below the bar that contains `opener`, or remove it.
 *
 * @param {HTMLElement} frame
 * @param {HTMLElement} opener the button; its `aria-expanded` shows whether the list is open
 * @param {object} say `words.inbox.sessions`
 */
export function toggle(frame, opener, say) {
  const shown = frame.querySelector(".places")
  opener.setAttribute("aria-expanded", String(!shown))
  if (shown) return shown.remove()
  const heading = h("h2", { id: "places", tabindex: -1 }, say.title)
  const panel = h("section", { class: "places", aria: { labelledby: "places" } }, heading)
  opener.closest(".session").after(panel)
  heading.focus()
  list(panel, heading, say)
}

async function list(panel, heading, say) {
  try {
    const { sessions, left_out } = await api("GET", "/me/sessions")
    panel.append(h("ul", null, each(sessions, (one) => place(one, heading, say), (text) => h("li", null, text))),
      left_out ? h("p", null, plural(say.left_out, left_out)) : "", h("p", { class: "hint" }, say.hint))
  } catch (error) {
    if (error.code === "sign_in_required") refused(panel, error)
    else panel.append(h("p", { role: "alert" }, explain(error)))
  }
}

function place({ id, since, browser, system, this_one }, heading, say) {
  const name = fill(say[browser && system ? "both" : browser ? "browser" : system ? "system" : "neither"], { browser, system })
  const item = h("li", null, h("span", null, h("b", null, name), this_one && ` ${say.this_one}`), " ",
    h("span", { class: "since" }, `${say.since} `, at(since)), " ",
    !this_one && button(say.end, () => end(item, id, name, heading, say), { class: "quiet", aria: { label: fill(say.end_of, { name }) } }))
  return item
}

async function end(item, id, name, heading, say) {
  item.querySelector(".error")?.remove()
  try {
    await api("DELETE", `/me/sessions/${id}`)
  } catch (error) {
    if (error.code === "sign_in_required") return refused(item, error)
    // Already gone is the wanted result.
    if (error.code !== "not_found") return item.append(h("span", { class: "error", role: "alert" }, explain(error)))
  }
  item.remove()
  heading.focus()
  announce(fill(say.ended, { name }))
}
