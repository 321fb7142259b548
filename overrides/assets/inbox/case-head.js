// The top of a case: what it is about, the star, the facts.
import { h } from "../shared/h.js"
import { timeElement } from "../shared/when.js"
import { words } from "../shared/words.js"
import { icon } from "./conversation/icon.js"
import { channelName, languageName } from "./conversation/names.js"
import { ago, dueTime, late, status } from "./facts.js"

const say = words.inbox

/** `{element, show(case), focus()}`; `star(on)` keeps or drops the favourite. */
export function caseHead(one, star) {
  const title = h("h1", { tabindex: -1, lang: one.language }, h("bdi", null, one.overview))
  const button = h("button", { type: "button", class: "star", onclick: () => star(button.getAttribute("aria-pressed") !== "true") },
    icon("star"), icon("star-full"), say.favourite)
  const facts = h("dl", { class: "facts" })
  return {
    element: h("header", { class: "case-head" },
      h("p", { class: "way-back" }, h("a", { href: "?filter=all" }, say.all_cases)), title, button, facts),
    focus: () => title.focus(),
    show(now) {
      button.setAttribute("aria-pressed", now.favourite)
      facts.replaceChildren(...rows(now).map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))))
    },
  }
}

const rows = (one) => [
  [say.number, h("span", { class: "number" }, one.number)],
  [say.status_is, status(one)],
  [say.channel, channelName(one.channel)],
  [say.language, languageName(one.language)],
  [say.received, timeElement(one.received)],
  [late(one) ? say.late : say.due, dueTime(one)],
  [say.updated, ago(one.updated)],
  [say.follows, one.follows && h("a", { class: "number", href: `?case=${one.follows}` }, one.follows)],
].filter(([, value]) => value)
