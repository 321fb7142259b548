/**
 * One language's index: Pagefind with that language's engine, and what Pagefind itself does not report.
 *
 * Each language has its own folder and module, because an engine knows the stems of one language only.
 */
import { inTime } from "../fetching/in-time.js"
import { bytes, json, unpacked } from "../fetching/whole.js"

// A word counts by its place (scripts/workshop/site/search/copy.py), not by how long the page is or by words
// that merely begin like it. Pagefind's own boost of a title would count it twice.
const RANKING = {
  pageLength: 0.2, termSaturation: 4, termFrequency: 1, termSimilarity: 9,
  metaWeights: { title: 0, description: 0, url: 0, kind: 0 },
}
const ENTRY = "pagefind-entry.json"
const SIGNATURE = "pagefind_dcd"   // the beginning of every Pagefind file
const opened = {}
let times = 0

/** The index of a language tag, loaded once. After a missing file the next call opens the server's present version. */
export function open(language) {
  const before = opened[language]
  if (before && !before.lost.length) return before.index
  const opening = { lost: [] }
  opening.index = begin(language, opening.lost, !before).catch(error => {
    opening.lost.push(language)
    throw error
  })
  return (opened[language] = opening).index
}

/** Whether a file of the last opened index is missing: results without it cannot be trusted. */
export const incomplete = (language) => opened[language]?.lost.length > 0

async function begin(language, lost, first) {
  const base = `${__md_scope.pathname}pagefind/${language}/`
  const cache = first ? "default" : "reload"
  const piece = async path => {
    const plain = await unpacked(await bytes(path, { cache }))
    if (new TextDecoder().decode(plain.subarray(0, SIGNATURE.length)) !== SIGNATURE) throw new Error(`${path}: no piece of an index`)
    return plain
  }
  // A failed import, or one of another build, needs another address to be tried again.
  const script = inTime(import(`${base}pagefind.js${first ? "" : `?${++times}`}`)).catch(({ message }) => {
    throw new Error(message)   // a truncated module is a SyntaxError, which elsewhere means that only a reload helps
  })
  script.catch(() => {})   // reported below
  const entry = await json(`${base}${ENTRY}`, { cache: first ? "no-cache" : cache })
  const { hash, wasm } = entry.languages[language.toLowerCase()]   // as Pagefind writes tags: pt-br
  // Pagefind's first file; without it Pagefind reports only a general failure.
  const early = new Map([`pagefind.${hash}.pf_meta`, `wasm.${wasm}.pagefind`].map(name => [base + name, piece(base + name)]))
  early.set(base + ENTRY, new TextEncoder().encode(JSON.stringify(entry)))
  const [pagefind] = await Promise.all([script, ...early.values()])
  // It ignores a missing piece of the index, and then finds nothing in it.
  pagefind.fetchWith(async url => {
    const { pathname } = new URL(url, location)
    try {
      return new Response(await (early.get(pathname) ?? piece(pathname)))
    } catch (error) {
      lost.push(pathname)
      throw error
    }
  })
  const sure = answer => {
    if (lost.length) throw new Error(`search: ${lost} did not come`)
    return answer
  }
  const other = name => json(`${base}${name}.${hash}.json`, { cache }).catch(error => {
    lost.push(name)
    throw error
  })
  // Its worker would be loaded on top of the engine; the searches are small enough without.
  const index = pagefind.createInstance({ basePath: base, noWorker: true, ranking: RANKING })
  await index.init()
  const search = async (term, how) => {
    const { results } = await index.search(term, how).catch(error => {
      lost.push("engine")   // the module is of another build than its files, so it can fail in any way
      throw error
    })
    return sure(results)
  }
  let groups, words, complaints
  return {
    language,
    count: Object.values(entry.languages).reduce((sum, one) => sum + one.page_count, 0),
    exact: word => search(`"${word}"`),
    loose: word => search(word),
    /** id → {topic, kind} of every page; loads a small file per filter. */
    groups: () => groups ??= index.filters().then(sure).then(filters => grouped(filters, search)),
    /** The words of this index, for spelling (scripts/workshop/site/search/words.py). */
    words: () => words ??= other("words").then(all => new Set(all)),
    /** What people complain with (scripts/workshop/site/search/complaints.py). */
    complaints: () => complaints ??= other("complaints"),
  }
}

async function grouped(filters, search) {
  const found = new Map()
  for (const [filter, values] of Object.entries(filters)) {
    for (const value of Object.keys(values)) {
      for (const { id } of await search(null, { filters: { [filter]: value } })) found.set(id, { ...found.get(id), [filter]: value })
    }
  }
  return found
}
