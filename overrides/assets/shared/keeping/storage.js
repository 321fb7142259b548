// What this browser keeps for us. It may refuse (cookies blocked, storage full) or give back what nobody can read (an older
// release wrote it, or something else). Nothing here throws: what is not kept lives as long as the page.

/** One kind of storage. Values are JSON. */
class Guarded {
  #area
  #memory = new Map()   // what the browser did not take

  /** @param {() => Storage} open asking for the storage may throw already */
  constructor(open) {
    try { this.#area = open() } catch { /* blocked */ }
  }

  /** What is kept under a name; what is not of the kind that `fresh` has in its place is taken from there. */
  get(name, fresh) {
    if (this.#memory.has(name)) return alike(this.#memory.get(name), fresh)
    try {
      return alike(JSON.parse(this.#area.getItem(name)), fresh)
    } catch {
      return fresh
    }
  }

  set(name, value) {
    const text = JSON.stringify(value)
    const put = () => this.#area.setItem(name, text)
    this.#memory.delete(name)
    try { put() } catch {
      this.remove(name)   // it makes room, and rather nothing than the words of before
      try { put() } catch { this.#memory.set(name, JSON.parse(text)) }
    }
  }

  remove(name) {
    this.#memory.delete(name)
    try { this.#area.removeItem(name) } catch { /* blocked */ }
  }

  /** All names that begin so. */
  names(beginning) {
    let kept = []
    try { kept = Object.keys(this.#area) } catch { /* blocked */ }
    return [...kept, ...this.#memory.keys()].filter((name) => name.startsWith(beginning))
  }
}

const kind = (value) => toString.call(value)   // "[object Array]"

function alike(found, fresh) {
  if (kind(found) !== kind(fresh)) return fresh
  if (kind(fresh) !== kind({})) return found
  const fit = Object.entries(found).filter(([name, value]) => fresh[name] == null || kind(value) === kind(fresh[name]))
  return { ...fresh, ...Object.fromEntries(fit) }
}

/** This tab only. */
export const tab = new Guarded(() => sessionStorage)
/** This browser, for longer than a visit. */
export const browser = new Guarded(() => localStorage)
