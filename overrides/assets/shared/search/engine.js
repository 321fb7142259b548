/**
 * Search in the articles of this page's language.
 *
 * Each word is searched by itself in quotes: that keeps stemming, but switches off Pagefind's habit of shortening a
 * word until something matches. Articles with every word come first; when there are none, those with most words are
 * "related".
 */
import { wordsOf } from "./words.js"

// Extra words of the index stand behind this sign (scripts/workshop/site/word_parts.py).
const EXTRA = "‖"
// How many more than asked for are loaded, so that a fitting title can move up.
const CANDIDATES = 5
let loading

/** Start loading Pagefind (about 97 KB); call it when somebody is about to search. */
export function load() {
  loading ??= begin().catch(error => {
    loading = undefined
    throw error
  })
  return loading
}

async function begin() {
  const pagefind = await import("/pagefind/pagefind.js")
  // Its worker would be loaded on top of the engine; the searches are small enough without.
  await pagefind.options({ excerptLength: 26, noWorker: true })
  await pagefind.init()
  return pagefind
}

/**
 * Find articles for a question.
 * @param {string} question
 * @param {{typing?: boolean, limit?: number}} [how] typing: the last word may be unfinished
 * @returns {Promise<{related: boolean, total: number, hits: {title, section, url, excerpt}[]}>}
 *   `excerpt` is a list of {text, marked}; `section` is null when the hit is the top of the article.
 */
export async function find(question, { typing = false, limit = 10 } = {}) {
  const words = wordsOf(question, document.documentElement.lang)
  const pagefind = await load()
  const lists = await Promise.all(
    words.map((word, place) => oneWord(pagefind, word, typing && place === words.length - 1)))
  const articles = new Map()
  for (const list of lists) {
    for (const hit of list) {
      const article = articles.get(hit.id) ?? { hits: [], score: 0 }
      article.hits.push({ hit, rarity: 1 / list.length })
      article.score += hit.score / list.length ** 0.5
      articles.set(hit.id, article)
    }
  }
  const all = [...articles.values()].sort((a, b) => b.hits.length - a.hits.length || b.score - a.score)
  const exact = all.filter(article => article.hits.length === words.length)
  const chosen = exact.length ? exact : all
  return {
    related: !exact.length && all.length > 0,
    total: chosen.length,
    hits: (await byTitle(chosen.slice(0, limit + CANDIDATES), words)).slice(0, limit).map(show),
  }
}

/** Load the pages, and put those first whose title is what was asked for: an index mentions every word, too. */
async function byTitle(articles, words) {
  const loaded = await Promise.all(articles.map(async ({ hits }) => {
    const rarest = [...hits].sort((a, b) => b.rarity - a.rarity)
    const pages = await Promise.all(rarest.map(({ hit }) => hit.data()))
    const title = wordsOf(pages[0].meta.title ?? "", document.documentElement.lang)
    const said = words.filter(word => title.some(one => one.includes(word.slice(0, Math.max(3, word.length - 2)))))
    return { pages, said: said.length }
  }))
  return loaded.sort((a, b) => b.pages.length - a.pages.length || b.said - a.said)
}

async function oneWord(pagefind, word, unfinished) {
  const { results } = await pagefind.search(`"${word}"`)
  if (results.length || !unfinished || word.length < 2) return results
  const loose = (await pagefind.search(word)).results.slice(0, 10)
  const begun = await Promise.all(loose.map(async hit => beginsWith(await hit.data(), word)))
  return loose.filter((_, place) => begun[place])
}

function beginsWith(data, word) {
  return [data.excerpt, ...data.sub_results.map(part => part.excerpt)]
    .some(excerpt => pieces(excerpt).some(({ text, marked }) => marked && text.toLowerCase().includes(word)))
}

/** One result: the section most of the words agree on, with the rarest word's excerpt. */
function show({ pages }) {
  const votes = new Map()
  for (const page of pages) {
    for (const part of page.sub_results) votes.set(part.url, (votes.get(part.url) ?? 0) + 1)
  }
  const parts = pages.flatMap(page => page.sub_results)
  const most = Math.max(0, ...votes.values())
  const part = parts.find(one => votes.get(one.url) === most)
  const [page] = pages
  const inside = part && part.url !== page.url
  const text = withoutExtras(pieces((part ?? page).excerpt))
  return {
    title: page.meta.title,
    section: inside ? part.title : null,
    url: part?.url ?? page.url,
    excerpt: inside && joined(text).length > 40 || !page.meta.description ? cutOut(text) : [plain(page.meta.description)],
  }
}

const plain = (text) => ({ text, marked: false })
const joined = (pieces) => pieces.map(({ text }) => text).join("").trim()

// An excerpt begins and ends anywhere; say so where it is in the middle of a sentence.
const cutOut = (text) => [
  ...(/^\p{Lower}/u.test(joined(text)) ? [plain("… ")] : []), ...text, ...(/[.!?]$/.test(joined(text)) ? [] : [plain(" …")]),
]

/** Pagefind's excerpt is HTML with <mark>; we want its text only. */
function pieces(excerpt) {
  const { body } = new DOMParser().parseFromString(excerpt, "text/html")
  return [...body.childNodes].map(node => ({ text: node.textContent, marked: node.nodeName === "MARK" }))
}

function withoutExtras(list) {
  const clean = []
  for (const piece of list) {
    const [text, extra] = piece.text.split(EXTRA, 2)
    if (text) clean.push({ text, marked: piece.marked })
    if (extra !== undefined) break
  }
  return clean.some(piece => piece.text.trim()) ? clean : []
}
