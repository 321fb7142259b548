// Facts of a case as names and values. A fact that cannot be drawn is shown as received; a missing one is left out.
import { drawn, h } from "../drawing/h.js"

/** @param {[string|Node, () => unknown, unknown?][]} rows the name, a function that draws the fact, and the fact as received */
export const facts = (rows) => h("dl", { class: "facts" }, rows.map(([name, draw, value]) => {
  const row = (fact) => isThere(fact) && h("div", null, h("dt", null, name), h("dd", null, fact))
  return drawn(() => row(draw()), value, row)
}))

const isThere = (fact) => fact != null && fact !== false && fact !== "" && fact.length !== 0
