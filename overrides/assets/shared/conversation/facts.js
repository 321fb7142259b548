// Facts of a case as names and values. One that cannot be drawn is told as it came; one that is not there is left out.
import { drawn } from "../drawing/drawn.js"
import { h } from "../drawing/h.js"

/** @param {[string|Node, () => unknown, unknown?][]} rows the name, what draws the fact, and the fact as it came */
export const facts = (rows) => h("dl", { class: "facts" }, rows.map(([name, draw, value]) => {
  const row = (fact) => isThere(fact) && h("div", null, h("dt", null, name), h("dd", null, fact))
  return drawn(() => row(draw()), value, row)
}))

const isThere = (fact) => fact != null && fact !== false && fact !== "" && fact.length !== 0
