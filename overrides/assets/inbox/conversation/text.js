// What a person wrote, as text: line breaks stay, web addresses can be clicked, nothing becomes markup.
import { h } from "../../shared/h.js"

// No invisible direction marks inside an address: they make it look like another one.
const address = /https?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi
const trailing = /[.,;:!?)\]}»”’]+$/

/** The text cut into strings and links, in order. */
export function withLinks(text) {
  const parts = []
  let done = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = found.includes("(") ? found.replace(/[.,;:!?]+$/, "") : found.replace(trailing, "")
    if (!safe(shown)) continue
    parts.push(text.slice(done, index), outside(shown))
    done = index + shown.length
  }
  return [...parts, text.slice(done)]
}

/** A link to an address that somebody else chose; plain text when it is not a plain web address. */
export const outside = (url) => (safe(url) ? h("a", { href: url, rel: "noopener noreferrer nofollow" }, url) : url)

// "https://our-bank@evil.example" reads as the wrong host.
function safe(url) {
  try {
    const { protocol, username, password } = new URL(url)
    return /^https?:$/.test(protocol) && !username && !password
  } catch {
    return false
  }
}
