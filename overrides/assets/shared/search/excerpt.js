/** One result: the section that matches the question, and an excerpt with the question's words marked. */

// Words that only the index should see come after this sign (scripts/workshop/site/search/copy.py).
const EXTRA = "‖"
// This one separates the rows of a table.
const ROW = "|"
const LENGTH = 26
// A word is marked without the signs around it.
const WORD = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u
// A section is the answer when it has this share of the article's matches.
const ENOUGH = 0.7

/**
 * @param {{hits: {hit, rarity}[]}} page as ranked
 * @param {string} language of the index
 */
export async function show({ hits, whole, score }, language) {
  let page
  const places = []
  for (const { hit, rarity } of hits) {
    // One after the other: Pagefind writes the places of each search into the same object.
    page = await hit.data()
    for (const { location, weight } of page.weighted_locations) places.push({ location, weight, rarity, hit })
  }
  const { url: address, kind = "article" } = page.meta
  const url = address ?? page.url
  const words = page.content.split(/\s+/)
  const section = best(sections(page, words), places, hits)
  const text = section ? excerpt(words, section, places) : []
  return {
    title: page.meta.title,
    section: section?.title ?? null,
    url: section ? `${url}#${section.id}` : url,
    excerpt: text.length ? text : page.meta.description ? [plain(page.meta.description)]
      : excerpt(words, { from: 0, to: visible(words, 0, words.length) }, places),
    language,
    topic: kind === "article" ? topicOf(url) : null,
    kind,
    whole,
    score,
  }
}

const plain = (text) => ({ text, marked: false })
const topicOf = (url) => url.match(/^\/(?:no\/)?([\w-]+)\/[\w-]+/)?.[1] ?? url.match(/^\/(?:no\/)?([\w-]+)\//)?.[1] ?? null

/** The sections below the title: where each begins, ends, and where its visible text ends. */
function sections(page, words) {
  const anchors = page.anchors.filter(({ element, text }) => /^h[2-6]$/.test(element) && text?.trim())
    .sort((a, b) => a.location - b.location)
  return anchors.map(({ id, text, location }, place) => {
    const end = anchors[place + 1]?.location ?? words.length
    const from = location + text.trim().split(/\s+/).length
    return { id, title: text, location, end, from, to: visible(words, from, end) }
  })
}

const visible = (words, from, end) => {
  const extra = words.indexOf(EXTRA, from)
  return extra < 0 ? end : Math.min(extra, end)
}

/** The section with most of the question; null for the article as a whole. */
function best(all, places, hits) {
  const possible = hits.reduce((sum, { rarity }) => sum + rarity, 0)
  // A single word that the whole article is about belongs to no particular section.
  const top = places.some(({ location, weight }) => weight > 1 && location < (all[0]?.location ?? Infinity))
  // An error code does: a row of a table explains it.
  if (hits.length === 1 && top && !/\d/.test(hits[0].word)) return null
  const rated = all.map(section => {
    const found = new Map()
    for (const { location, weight, rarity, hit } of places) {
      if (location < section.location || location >= section.end) continue
      found.set(hit, { rarity, weight: Math.max(weight, found.get(hit)?.weight ?? 0) })
    }
    const held = [...found.values()]
    return {
      section,
      share: held.reduce((sum, { rarity }) => sum + rarity, 0) / possible,
      score: held.reduce((sum, { rarity, weight }) => sum + rarity * weight, 0),
    }
  }).filter(({ share }) => share >= ENOUGH)
  return rated.sort((a, b) => b.score - a.score)[0]?.section ?? null
}

/** The passage with most of the question's words, from the beginning of a sentence if one is near. */
function excerpt(words, { from, to }, places) {
  const inside = places.filter(({ location }) => location >= from && location < to)
  const worth = start => {
    const seen = new Map()
    for (const { location, rarity, hit } of inside) {
      if (location >= start && location < start + LENGTH) seen.set(hit, rarity)
    }
    return [...seen.values()].reduce((sum, one) => sum + one, 0)
  }
  const starts = [from]
  for (let place = from + 1; place < to; place++) if (/[.!?:|]$/.test(words[place - 1])) starts.push(place)
  const most = Math.max(...starts.map(worth))
  const fit = starts.filter(one => worth(one) === most)
  // A row of a table starts at its first cell; a text, with some words before the match.
  const start = (words[fit.at(-1) - 1] === ROW ? fit.at(-1) : fit[0]) ?? from
  const end = Math.min(start + LENGTH, to)
  const marked = new Set(inside.map(({ location }) => location))
  const pieces = []
  const say = (text, its) => {
    const last = pieces.at(-1)
    if (last && !last.marked && !its) last.text += text
    else if (text) pieces.push({ text, marked: its })
  }
  for (let place = start; place < end; place++) {
    const [, before, word, after] = words[place].match(WORD)
    say((place > start ? " " : "") + before, false)
    say(word, marked.has(place))
    say(after, false)
  }
  if (pieces.length && !/[.!?]$/.test(words[end - 1])) pieces.push(plain(" …"))
  return pieces
}
