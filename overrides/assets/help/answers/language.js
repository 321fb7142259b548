import { home, localeAt, root } from "../../shared/words/locales.js"

// The other language has the same articles at the same addresses; results in this language are searched again.
export function inThisLanguage(state) {
  const { origin, pathname, hash } = new URL((state.hit ?? state.hits?.[0])?.url ?? home, location)
  const theirs = root + localeAt(pathname).prefix
  if (origin !== location.origin || theirs === home) return
  Object.assign(state, { hits: null, near: false, suggestion: null, topical: false })
  if (state.hit) state.hit = { url: home + pathname.slice(theirs.length) + hash }
}
