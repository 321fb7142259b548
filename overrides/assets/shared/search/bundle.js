/**
 * One language's index: Pagefind with that language's own engine, and what it does not tell by itself.
 *
 * Each language has a folder and so a module of its own, because an engine knows the stems of one language only.
 */

// A word counts by where it stands (scripts/workshop/site/search_copy.py), not by how long the page is or by words
// that merely begin like it. Pagefind's own boost of a title would count it twice.
const RANKING = {
  pageLength: 0.2, termSaturation: 4, termFrequency: 1, termSimilarity: 9,
  metaWeights: { title: 0, description: 0, url: 0, kind: 0 },
}
const opened = {}

/** The index of a language tag, loaded once; a failure is forgotten, so that the next search tries again. */
export function open(language) {
  opened[language] ??= begin(language).catch(error => {
    delete opened[language]
    throw error
  })
  return opened[language]
}

async function begin(language) {
  const base = `/pagefind/${language}/`
  const [pagefind, entry] = await Promise.all([import(`${base}pagefind.js`), json(`${base}pagefind-entry.json`)])
  // Its worker would be loaded on top of the engine; the searches are small enough without.
  await pagefind.options({ noWorker: true, ranking: RANKING })
  await pagefind.init()
  const count = Object.values(entry.languages).reduce((sum, one) => sum + one.page_count, 0)
  let groups, words
  return {
    language,
    count,
    exact: async word => (await pagefind.search(`"${word}"`)).results,
    loose: async word => (await pagefind.search(word)).results,
    /** id → {topic, kind} of every page; loads a small file per filter. */
    groups: () => groups ??= grouped(pagefind),
    /** The words of this index, for spelling (scripts/workshop/site/search_words.py). */
    words: () => words ??= fetch(`${base}words.txt`).then(answer => (answer.ok ? answer.text() : ""))
      .then(text => new Set(text.split("\n"))),
  }
}

async function json(url) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return answer.json()
}

async function grouped(pagefind) {
  const found = new Map()
  for (const [filter, values] of Object.entries(await pagefind.filters())) {
    for (const value of Object.keys(values)) {
      const { results } = await pagefind.search(null, { filters: { [filter]: value } })
      for (const { id } of results) found.set(id, { ...found.get(id), [filter]: value })
    }
  }
  return found
}
