import { place } from "../places.js"

// The other language has the same articles at the same addresses; results in this language are searched again.
export function inThisLanguage(state) {
  const home = new URL(place("")).pathname
  const { origin, pathname, hash } = new URL((state.hit ?? state.hits?.[0])?.url ?? home, location)
  const theirs = pathname.startsWith("/no/") ? "/no/" : "/"
  if (origin !== location.origin || theirs === home) return
  Object.assign(state, { hits: null, near: false, suggestion: null, topical: false })
  if (state.hit) state.hit = { url: home + pathname.slice(theirs.length) + hash }
}
