/**
 * Which articles answer a question, and how well, computed from the results of each word.
 *
 * A word in few articles weighs more than one in many. `coverage` is the share of the question's weight that an article
 * has; an article needs enough of it, or it is not shown at all.
 */

// With some words missing: the smallest share of the words, by count or by weight, that is more than chance.
const LEAST_SHARE = 0.4
const LEAST_COVERAGE = 0.15
// And one of the found words must be in a title, a keyword, a question or a heading.
const LEAST_STRENGTH = 1.1
// A whole sentence has words that no article needs: there, half of that share is enough when a title or keyword has the
// found word. Either the meaningful words or all written words can make it a sentence.
const SENTENCE = 4
const WRITTEN = 7
export const STRONG = 3
// Pagefind reads the title first: an article that has the whole question there is about it.
const TITLE_WORDS = 8
const TITLED = 1.3
// Relative to the best.
const LEAST_OF_BEST = 0.3

/**
 * @param {{word: string, hits: Map<string, {hit: object, score: number, exact: boolean}>}[]} words
 * @param {number} count how many pages the index has
 * @param {number} written how many words the question has, including those without meaning
 * @param {boolean} partial whether a word of the question was left out: then no article has all of it
 * @returns {{id, score, coverage, whole: boolean, hits: {word, hit, rarity}[]}[]} best first
 */
export function rank(words, count, written = words.length, partial = false) {
  const rarities = words.map(({ hits }) => rarity(hits.size || 1, count))
  const all = rarities.reduce((sum, one) => sum + one, 0)
  const pages = new Map()
  words.forEach(({ word, hits }, place) => {
    for (const [id, { hit, score, exact }] of hits) {
      const page = pages.get(id) ?? { id, score: 0, coverage: 0, strength: 0, whole: true, titled: true, hits: [] }
      page.hits.push({ word, hit, rarity: rarities[place] })
      page.score += score
      page.coverage += rarities[place] / all
      page.strength = Math.max(page.strength, score / rarities[place])
      page.whole &&= exact
      page.titled &&= exact && hit.words.some(place => place < TITLE_WORDS)
      pages.set(id, page)
    }
  })
  const found = [...pages.values()].map(page => {
    const complete = page.hits.length === words.length
    return {
      ...page,
      score: page.score / all * (0.5 + 0.5 * page.coverage) * (page.titled && complete ? TITLED : 1),
      whole: page.whole && complete && !partial,
      share: Math.max(page.coverage, page.hits.length / words.length),
    }
  })
  const enough = found.filter(({ whole, share, coverage, strength }) =>
    whole || (share >= LEAST_SHARE && coverage >= LEAST_COVERAGE && strength >= LEAST_STRENGTH)
      || ((words.length >= SENTENCE || written >= WRITTEN) && share >= LEAST_SHARE / 2 && strength >= STRONG))
  const best = Math.max(0, ...enough.map(page => page.score))
  // A question of one word wants every page with it; the other words of a longer question separate the good ones.
  const asked = page => words.length === 1 && page.whole
  return enough.filter(page => asked(page) || page.score >= best * LEAST_OF_BEST).sort((a, b) => b.score - a.score)
}

/** The weight of a word that so many pages have. */
export const rarity = (found, count) => Math.log(1 + (Math.max(count, found) - found + 0.5) / (found + 0.5)) + 0.05
