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
