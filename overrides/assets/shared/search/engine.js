/**
 * Search in the articles, in the language of this page or in others.
 *
 * Each word is searched separately, in quotes (which articles have it, in any of its forms) and without quotes (how
 * much it counts there). So no article appears because one word of many was shortened until something matched.
 */
import { incomplete, open } from "./bundle.js"
import { show } from "./excerpt.js"
import { formsOf } from "./forms.js"
import { rank, rarity, STRONG } from "./ranking.js"
import { beginningOf, meant, partsOf, SHORT } from "./spelling.js"
import { vague } from "./vague.js"
import { idiomatic, small, tokens, wordsOf } from "./words.js"

// Weights of another form of a word, of the parts of a compound, and of the word that was probably meant.
const FORM = 0.7
const PART = 0.6
const MEANT = 0.8
// The weight of two adjacent words, by how rare the pair is.
const PHRASE = 1
const BEGUN = 2
const pageLanguage = () => document.documentElement.lang

/** Start loading the engine (about 100 KB); call it when somebody is about to search. */
export const load = () => open(pageLanguage())

/**
 * Find articles for a question. When a file of the index is missing, it is opened again and asked once more: a new
 * deployment can have removed the old files.
 * @param {string} question
 * @param {{typing?: boolean, limit?: number, languages?: string[], topic?: string, kind?: string, groups?: boolean}} [how]
 *   typing: the last word can be unfinished; groups: count the topics and kinds of all results
 * @returns {Promise<{related: boolean, vague: boolean, total: number, suggestion: string|null, topics: Map, kinds: Map, languages: Map, hits: object[]}>}
 *   related: no article has all the words; vague: it is a complaint that does not say what is wrong, and the hits are
 *   about the things it names; a hit is {title, section, url, excerpt, language, topic, kind}, its `excerpt` a list of
 *   {text, marked}, its `section` null when the whole article fits.
 * @throws when the search did not work, so it is unknown whether there is an answer
 */
export async function find(question, how = {}) {
  const languages = how.languages ?? [pageLanguage()]
  try {
    return await ask(question, { ...how, languages })
  } catch (error) {
    if (!languages.some(incomplete)) throw error
    return ask(question, { ...how, languages })
  }
}

async function ask(question, { typing = false, limit = 10, languages, topic, kind, groups }) {
  const found = await Promise.all(languages.map(language => searchIn(language, question, typing, groups || topic || kind)))
  const whole = found.some(one => one.pages.some(page => page.whole))
  // A loose hit in one language is not worth showing beside a real one in another.
  const pages = found.flatMap(one => (whole && !one.pages.some(page => page.whole) ? [] : one.pages))
    .sort((a, b) => b.score - a.score)
  const named = hit => plainly(hit.title) === plainly(question)
  const fits = pages.filter(page => (!topic || page.group?.topic === topic) && (!kind || kindOf(page) === kind))
  const own = found.find(one => one.language === pageLanguage()) ?? found[0]
  return {
    related: !whole && pages.length > 0,
    vague: own.vague,
    total: fits.length,
    suggestion: own.suggestion,
    topics: count(pages.filter(page => !kind || kindOf(page) === kind), page => page.group?.topic),
    kinds: count(pages.filter(page => !topic || page.group?.topic === topic), kindOf),
    languages: count(fits, page => page.language),
    // A reader who types the title of an article means that article.
    hits: (await Promise.all(fits.slice(0, limit).map(page => show(page, page.language))))
      .sort((a, b) => named(b) - named(a)),
  }
}

/** As Pagefind compares words: small letters, `å` is `a`; and without signs at the ends. */
const plainly = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/^\P{L}+|[\s?!.]+$/gu, "")

const kindOf = (page) => page.group?.kind ?? "article"

function count(pages, by) {
  const counts = new Map()
  for (const page of pages) if (by(page)) counts.set(by(page), (counts.get(by(page)) ?? 0) + 1)
  return counts
}

async function searchIn(language, question, typing, grouped, partial = false) {
  const index = await open(language)
  // While somebody types, an unfinished text can still become a question.
  const complaint = typing ? null : vague(question, language, await index.complaints())
  const { words, pairs, typed } = wordsOf(complaint ? complaint.things.join(" ") : question, language)
  const looked = await Promise.all(words.map((word, place) => lookUp(index, word, typing && place === words.length - 1)))
  const rest = partial ? null : await withoutUnknown(language, question, looked, typing, grouped)
  if (rest) return rest
  await Promise.all(pairs.map(pair => together(index, pair, looked)))
  const groups = grouped ? await index.groups() : null
  const pages = rank(looked, index.count, typed, partial).map(page => ({ ...page, language, group: groups?.get(page.id) }))
  return { language, pages, words: words.length, vague: complaint !== null, suggestion: corrected(question, looked) }
}

/**
 * One unknown word (a name, a typing error) does not remove the results of the others; with two, nothing is known. When
 * at most two others are left, an article must have both or be about one, or any text would find something.
 */
async function withoutUnknown(language, question, looked, typing, grouped) {
  const unknown = looked.filter(({ word, hits }) => !hits.size && !small(word, language))
  if (unknown.length !== 1 || (typing && unknown[0] === looked.at(-1))) return null
  const rest = tokens(question).filter(word => word.toLowerCase() !== unknown[0].word).join(" ")
  if (looked.length === 1 && !idiomatic(rest, language)) return null
  const found = await searchIn(language, rest, typing, grouped, true)
  return found.words > 2 || found.pages.some(({ hits, strength }) => hits.length === found.words || strength >= STRONG) ? found : null
}

/** What one word finds: itself and its other forms; otherwise words that begin with it, its parts, or the word that was meant. */
async function lookUp(index, word, unfinished) {
  const hits = await searched(index, word, 1)
  for (const form of formsOf(word, index.language)) add(hits, await searched(index, form, FORM))
  if (hits.size || word.length < 2) return { word, hits }
  if (unfinished) add(hits, await begun(index, word, true))
  if (!hits.size) for (const piece of word.split(/[-.']/).filter(one => one !== word)) add(hits, await searched(index, piece, PART))
  if (hits.size || word.length < SHORT || /\d/.test(word)) return { word, hits }
  const known = await index.words()
  if (word.length > SHORT) for (const part of partsOf(word, known, index.language)) add(hits, await searched(index, part, PART))
  if (hits.size) return { word, hits }
  const better = await mostFound(index, meant(word, known))
  if (better) return { word, hits: await searched(index, better, MEANT, false), better }
  if (word.length <= SHORT) return { word, hits }
  const longer = await begun(index, word, false)
  if (longer.size) return { word, hits: longer }
  const beginning = beginningOf(word, known, index.language)
  return { word, hits: beginning ? await searched(index, beginning, PART, false) : hits }
}

/** Two words side by side: a compound written apart (log in, kunde støtte) is one word, and a phrase weighs more. */
async function together(index, [first, last], looked) {
  // A word of two letters is no part of a compound: `se kundene` is not `sekundene`.
  const compound = first.length === 2 ? new Map() : searched(index, first + last, 1)
  const [joined, phrase] = await Promise.all([compound, index.exact(`${first} ${last}`)])
  const more = PHRASE * rarity(phrase.length, index.count)
  const bearer = looked.some(({ word }) => word === first) ? first : last
  for (const one of looked) {
    if (one.word !== first && one.word !== last) continue
    add(one.hits, joined)
    if (one.word !== bearer) continue
    for (const { id } of phrase) {
      const hit = one.hits.get(id)
      if (hit) one.hits.set(id, { ...hit, score: hit.score + more })
    }
  }
}

async function searched(index, word, worth, exact = true) {
  const [holding, scored] = await Promise.all([index.exact(word), index.loose(word)])
  const ids = new Set(holding.map(({ id }) => id))
  return new Map(scored.filter(({ id, words }) => ids.has(id) && words.length)
    .map(hit => [hit.id, { hit, score: hit.score * worth, exact }]))
}

function add(hits, more) {
  for (const [id, one] of more) if (!(hits.get(id)?.score >= one.score)) hits.set(id, one)
}

/** Articles with a word that begins like this; Pagefind's loose search also finds others. */
async function begun(index, word, exact) {
  const loose = (await index.loose(word)).filter(({ words }) => words.length).slice(0, 8)
  const real = await Promise.all(loose.map(async hit => {
    const { content } = await hit.data()
    const said = content.split(/\s+/)
    return hit.words.some(place => plainly(said[place] ?? "").startsWith(plainly(word)))
  }))
  const top = loose[0]?.score || 1
  const worth = BEGUN * rarity(real.filter(Boolean).length, index.count) / top
  return new Map(loose.filter((_, place) => real[place]).map(hit => [hit.id, { hit, score: hit.score * worth, exact }]))
}

async function mostFound(index, candidates) {
  const counted = await Promise.all(candidates.slice(0, 8).map(async one => ({ one, found: (await index.exact(one)).length })))
  return counted.filter(({ found }) => found).sort((a, b) => b.found - a.found)[0]?.one
}

const whole = word => new RegExp(`(?<![\\p{L}\\p{N}])${word.replaceAll(".", "\\.")}(?![\\p{L}\\p{N}])`, "u")

function corrected(question, looked) {
  const wrong = looked.filter(({ better }) => better)
  if (!wrong.length) return null
  const asked = question.normalize("NFC").replaceAll("’", "'").toLowerCase()   // as words.js reads it
  return wrong.reduce((text, { word, better }) => text.replace(whole(word), better), asked)
}
