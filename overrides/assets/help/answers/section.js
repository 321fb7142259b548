// Reads a section of an article as plain paragraphs, lists and tables, without the markup.
import { page as fetchPage } from "../../shared/fetching/whole.js"

const most = 60   // words; a reader who wants more should open the article
const most_in_table = 80   // words; a table is scanned, not read
const heading = /^H[1-6]$/
const left_out = ".headerlink, .sr, sup, script, style, pre"
const kinds = "p, ul, ol, table"

/**
 * @typedef {{list: "ul"|"ol"|null, text: string}|{rows: string[][], text: string}} Block a paragraph or item, or a table
 *   with its headings as the first row
 *
 * @param {string} url of the article; its #fragment names the section, none means the first words
 * @returns {Promise<{title: string, section: string|null, lang: string|null, commit: string|null, blocks: Block[]}>}
 *   `blocks` hold at most 60 words, or a table of 80; the table comes before the text about it
 */
export async function section(url, signal) {
  const page = await fetchPage(url, { signal })
  const article = page.querySelector("[data-article]")
  const top = article.querySelector("h1")
  const id = decodeURIComponent(new URL(url, location.href).hash.slice(1))
  const found = id && page.getElementById(id)
  const start = found && heading.test(found.tagName) ? found : top
  const texts = blocks(start)
  const description = page.querySelector("meta[name=description]")?.content
  return {
    title: plain(top), section: start === top ? null : plain(start), lang: article.getAttribute("lang"), commit: article.dataset.commit ?? null,
    blocks: shortened(texts.length ? texts : [{ list: null, text: description ?? "" }]),
  }
}

// From a heading to the next one; a section that begins with a lower heading continues below it.
function blocks(start) {
  const found = []
  let begun = false
  for (let node = start.nextElementSibling; node; node = node.nextElementSibling) {
    if (heading.test(node.tagName) && (begun || node.tagName <= start.tagName)) break
    for (const block of node.matches(kinds) ? [node] : node.querySelectorAll(kinds)) {
      if (block.parentElement.closest("li, table")) continue   // its text is read with its parent
      found.push(...read(block).filter(({ text }) => text))
      begun = found.length > 0 && !block.matches(".lead")   // the summary on top is not part of the text
    }
  }
  // Answers about numbers and names are in the rows.
  return found.sort((one, other) => !!other.rows - !!one.rows)
}

function read(block) {
  if (block.localName === "p") return onlyLeadsOn(block) ? [] : [{ list: null, text: plain(block) }]
  if (block.localName !== "table") return [...block.children].map((one) => ({ list: block.localName, text: plain(one) }))
  const rows = [...block.rows].map(({ cells }) => [...cells].map((cell) => cell.abbr || plain(cell)))
  return [{ rows, text: rows.flat().join(" ") }]
}

// "More: [another article]" is useless here.
function onlyLeadsOn(paragraph) {
  const rest = paragraph.cloneNode(true)
  for (const link of rest.querySelectorAll("a")) link.remove()
  return paragraph.querySelector("a") && rest.textContent.trim().split(/\s+/).filter((word) => /\p{L}/u.test(word)).length < 2
}

function plain(element) {
  const copy = element.cloneNode(true)
  for (const one of copy.querySelectorAll(left_out)) one.remove()
  return copy.textContent.replace(/\s+/g, " ").trim()
}

function shortened(all) {
  let room = most
  const kept = []
  for (const block of all) {
    const words = block.text.split(" ")
    if (block.rows && words.length > most_in_table) continue   // part of a table does not help; the text about it does
    if (!block.rows && words.length > room && room < 8 && kept.length) break   // nor do a few words of a sentence
    kept.push(block.rows || words.length <= room ? block : { ...block, text: cut(words, room) })
    room -= words.length
    if (room <= 0) break
  }
  return kept
}

// Cuts at the end of a sentence, if one ends in time.
function cut(words, room) {
  const whole = words.slice(0, room + 1).join(" ").match(/^.*[.!?](?=\s\p{Lu})/u)
  return whole ? whole[0] : `${words.slice(0, room).join(" ")} …`
}
