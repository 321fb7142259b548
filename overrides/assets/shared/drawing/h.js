// Elements without markup: text is always text, so nothing a person typed can become HTML.

/**
 * Make an element.
 *
 * @param {string} tag
 * @param {object} [attrs] `class`, any attribute; `true` sets an empty attribute, `false`, null and undefined none;
 *   `dataset` and `aria` are objects; a function under `onclick` and the like becomes a listener, never an attribute.
 * @param {...(Node|string|number|null|false|Array)} children null and false are left out
 */
export function h(tag, attrs, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attrs ?? {})) give(element, name, value)
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false).map(asNode))
  return element
}

function asNode(child) {
  if (typeof child !== "object") return String(child)
  if (child instanceof Node) return child
  throw new TypeError("neither a node nor text")   // "[object Object]" is useless: plain() finds words
}

function give(element, name, value) {
  if (value == null) return
  if (name === "dataset") Object.assign(element.dataset, value)
  else if (name === "aria") for (const [key, said] of Object.entries(value)) {
    if (said != null) element.setAttribute(`aria-${key}`, said)
  }
  else if (name.startsWith("on")) element.addEventListener(name.slice(2), value)
  else if (value !== false) {
    element.setAttribute(name, value === true ? "" : value)
    // A link from a customer can be a javascript: address, which a click would run.
    if (name === "href" && !/^(https?|mailto|tel):$/.test(element.protocol)) element.removeAttribute(name)
  }
}

// An API answer can contain anything: from another release or program, or made to break a page. An entry that cannot be
// drawn is shown as plain text, and the rest of the page still works.

/** The readable words and numbers in a value: "Nora Strand · nora@nordhavn.example". */
export function plain(value) {
  if (value == null || typeof value === "boolean") return ""
  return typeof value === "object" ? Object.values(value).map(plain).filter(Boolean).join(" · ") : String(value)
}

/**
 * Draw one entry.
 *
 * @template T
 * @param {() => T} draw
 * @param {unknown} value what is drawn, in case it cannot be
 * @param {(text: string) => T} [around] makes the replacement for the entry from the plain text
 * @returns {T|string} what `draw` returns, or the plain text when it throws
 */
export function drawn(draw, value, around = (text) => text) {
  try {
    return draw()
  } catch (error) {
    console.warn("not drawn:", error)
    return around(plain(value))
  }
}

/** The entries of a list, each drawn separately; none when it is not a list. */
export const each = (list, draw, around) => entries(list).map((one) => drawn(() => draw(one), one, around))

export const entries = (list) => (Array.isArray(list) ? list : [])
