// What an answer holds may be anything: of another release, of another program, or made to break a page. An entry that
// cannot be drawn is shown as plain text, and the rest of the page stands.

/** The words and numbers in a value, as far as somebody can read them: "Nora Strand · nora@nordhavn.example". */
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
 * @param {(text: string) => T} [around] puts the plain text where the entry would stand
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

/** The entries of a list, each drawn by itself; none when it is no list. */
export const each = (list, draw, around) => entries(list).map((one) => drawn(() => draw(one), one, around))

export const entries = (list) => (Array.isArray(list) ? list : [])
