// The browser's storage. It can refuse (cookies blocked, storage full) or contain something unreadable (from an older
// release, or another program). Nothing here throws: what cannot be stored lasts as long as the page.

/** One kind of storage. Values are JSON. */
class Guarded {
  #area
  #memory = new Map()   // values that the browser refused

  /** @param {() => Storage} open opening the storage can already throw */
  constructor(open) {
    try { this.#area = open() } catch { /* blocked */ }
  }

  /** The value stored under a name; parts that have another type than in `fresh` are replaced by those of `fresh`. */
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
      this.remove(name)   // frees space; and no value is better than an outdated one
      try { put() } catch { this.#memory.set(name, JSON.parse(text)) }
    }
  }

  remove(name) {
    this.#memory.delete(name)
    try { this.#area.removeItem(name) } catch { /* blocked */ }
  }

  /** All names with this beginning. */
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
