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
  throw new TypeError("neither a node nor text")   // "[object Object]" is useless: shared/drawing/drawn.js finds words
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
